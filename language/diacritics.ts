/** Latin letters that are written with a stroke or joined, and so are no letter with a mark to Unicode. */
const letters: Readonly<Record<string, string>> = {
  Æ: "AE",
  Ð: "D",
  Ø: "O",
  Þ: "TH",
  ß: "ss",
  æ: "ae",
  ð: "d",
  ø: "o",
  þ: "th",
  Đ: "D",
  đ: "d",
  Ħ: "H",
  ħ: "h",
  ı: "i",
  Ł: "L",
  ł: "l",
  Ŋ: "N",
  ŋ: "n",
  Œ: "OE",
  œ: "oe",
  Ŧ: "T",
  ŧ: "t",
  ẞ: "SS",
};

const special = new RegExp(`[${Object.keys(letters).join("")}]`, "g");

const mark = /\p{M}/gu;

/**
 * The text with plain letters in place of those with diacritics. Marks that stand alone go first: to normalize many of
 * them in a row takes quadratic time.
 */
export function withoutDiacritics(text: string): string {
  return text
    .replace(mark, "")
    .normalize("NFD")
    .replace(mark, "")
    .replace(special, (letter) => letters[letter] ?? letter);
}
