/**
 * Characters that nobody sees: controls, line ends of JavaScript, half surrogate pairs, and marks that change the
 * direction of text, so that a reviewer would read something else than what runs. The joiner of emoji may stay.
 */
const unseen = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text as a string literal of JavaScript. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replace(unseen, escaped);
}

/** A number as an expression of JavaScript. */
export function numberLiteral(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Text made fit for a comment: all on one line, and never the end of the comment. */
export function commentText(text: string): string {
  return text.replaceAll("*/", "* /").replace(unseen, escaped);
}

/** The beginning of a text, of at most 80 characters. */
export function beginning(text: string): string {
  const characters = [...text];
  return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : text;
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}
