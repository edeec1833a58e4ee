/**
 * The length of the string that begins with the quote at `start`, its closing quote included.
 *
 * A string without a closing quote on its line goes on over further lines if the next quote looks like its end; else
 * it was never closed, and ends with its line, before a comma that was meant to follow it.
 */
export function stringLength(text: string, start: number): number {
  const quote = text.charAt(start);
  const onLine = scan(text, start + 1, quote, true);
  if (text.charAt(onLine) === quote) return onLine + 1 - start;
  const later = scan(text, onLine, quote, false);
  if (later < text.length && /^\s*(?:[,}\]]|\/[/*]|$)/.test(text.slice(later + 1, later + 200)))
    return later + 1 - start;
  return text.slice(start, onLine).replace(/[ \t]*,?[ \t]*$/, "").length;
}

/** The offset of the next quote that is not escaped; or of the end of the line, or of the text. */
function scan(text: string, from: number, quote: string, withinLine: boolean): number {
  for (let i = from; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === quote || (withinLine && isLineBreak(character))) return i;
    if (character === "\\" && !(withinLine && isLineBreak(text.charAt(i + 1)))) i++;
  }
  return text.length;
}

function isLineBreak(character: string): boolean {
  return character === "\n" || character === "\r";
}
