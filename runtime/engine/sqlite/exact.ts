/** A text in the one form that SQLite keeps and compares exactly, lone surrogates and NUL included: JSON. */
export function exact(text: string): string {
  return JSON.stringify(text);
}

/** The text that `exact` wrote. */
export function fromExact(stored: string): string {
  return JSON.parse(stored);
}
