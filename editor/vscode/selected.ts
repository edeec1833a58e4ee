/** The JSON string, with its quotes, that a place in a line is in. */
export function stringAt(line: string, column: number): string | undefined {
  for (const { 0: string, index } of line.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
    if (index < column && column < index + string.length) return string;
  }
  return undefined;
}

/** What is meant by a part of a manifest: a template, or an expression that has lost its braces. */
export function templateOf(selected: string): string {
  const text = unescaped(selected.trim());
  return text.includes("{{") ? text : `{{${text}}}`;
}

function unescaped(part: string): string {
  for (const json of [part, `"${part}"`]) {
    try {
      const value: unknown = JSON.parse(json);
      if (typeof value === "string") return value;
    } catch {
      // It is not the whole of a string, or not its inside.
    }
  }
  return part;
}
