/** The query parameters by which lists of what came in are narrowed. */
export const WEBHOOK = { app: "Only of this app.", webhook: "Only of webhooks of this name." };

/** Whether a row is what filters ask for; they are named as what they look at. */
export function isSaid(row: object, filters: Readonly<Record<string, string>>): boolean {
  const fields: Readonly<Record<string, unknown>> = { ...row };
  return Object.entries(filters).every(([name, text]) => fields[name] === text);
}
