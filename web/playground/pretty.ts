/** JSON on lines of its own, if it is long; as it stands, if it is short, no JSON, or has digits that would be lost. */
export function prettyJson(json: string): string {
  if (json.length <= 60) return json;
  try {
    const value: unknown = JSON.parse(json);
    return JSON.stringify(value) === json ? JSON.stringify(value, undefined, 2) : json;
  } catch {
    return json;
  }
}
