// Patterns for Oniguruma. The text they match is the inside of a JSON string, so that any character may be an escape.

/** A character of a JSON string, or a whole escape: no text is made of them in two ways, so that none is tried twice. */
export const character = String.raw`(?:[^"\\]|\\(?:u\h{4}|u(?!\h{4})|[^u]))`;

/** An escape of JSON. */
export const jsonEscape = String.raw`\\(?:["\\/bfnrt]|u\h{4})`;

/** What an expression passes over. */
export const blank = String.raw`(?:\s|\\[nrt])*`;

/** One character, written out or in a way of JSON to escape it. */
export function written(one: string): string {
  const code = one.charCodeAt(0).toString(16).padStart(4, "0");
  return String.raw`(?:${bare(one)}|\\u(?i:${code}))`;
}

/** Several characters, one after the other. */
export function writtenAll(text: string): string {
  return [...text].map(written).join("");
}

/** A character as itself; in a JSON string a quote never stands alone. */
function bare(one: string): string {
  switch (one) {
    case '"':
      return String.raw`\\"`;
    case "/":
      return String.raw`\\?/`;
    default:
      return /[\\^$.*+?()[\]{}|]/.test(one) ? `\\${one}` : one;
  }
}

/** A letter that JSON has escaped, as some programs do with all that is not ASCII. */
const escapedLetter = String.raw`\\u(?!00[0-9aA]|20)\h{4}`;

/** What a name begins with. */
export const letter = String.raw`(?:[\p{L}_$]|${escapedLetter})`;

/** What a name goes on with. */
export const nameCharacter = String.raw`(?:[\p{L}\p{M}\p{Nd}_$]|${escapedLetter})`;

/** A name without backticks. */
export const name = `${letter}${nameCharacter}*`;
