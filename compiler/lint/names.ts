/** The words that a name is made of, in small letters: `teamId`, `team_id` and `X-Team-Id` have `team` and `id`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}
