/**
 * An emoji of any number of characters (UTS #51): a flag, a keycap, or pictures that are shown as such (by themselves,
 * by a variation selector, or by a skin tone) and joined by U+200D.
 */
const picture = String.raw`(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Extended_Pictographic}\ufe0f|\p{Emoji_Presentation}\ufe0f?)`;
const joined = String.raw`\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?`;
const flag = String.raw`\p{Regional_Indicator}{2}`;
const keycap = String.raw`[0-9#*]\ufe0f?\u20e3`;
const tags = String.raw`[\u{e0020}-\u{e007f}]*`;
const joinable = String.raw`\p{Extended_Pictographic}(?=\u200d\p{Extended_Pictographic})`;

const emoji = new RegExp(`${flag}|${keycap}|(?:${picture}|${joinable})${tags}(?:${joined})*`, "gu");

/** The text with the replacement, as it is written, for each emoji. */
export function replaceEmoji(text: string, replacement: string): string {
  return text.replace(emoji, () => replacement);
}
