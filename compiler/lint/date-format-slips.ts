/** What is odd about a date format, as a sentence, and the format that was probably meant. */
export interface FormatSlip {
  readonly why: string;
  readonly meant: string;
}

/** The first slip of a format that is written out, and the format with all of them mended; undefined if it has none. */
export function formatSlip(format: string, hasZone: boolean): FormatSlip | undefined {
  const texts = format.match(bracketed) ?? [];
  const tokens = format.replaceAll(bracketed, "[]");
  const slip = slips.find(({ where }) => tokens.search(where) >= 0);
  if (slip) {
    const mended = slips.reduce((text, { where, mend }) => text.replaceAll(where, mend), tokens);
    return { why: slip.why, meant: texts.reduce((text, each) => text.replace("[]", () => each), mended) };
  }
  if (hasZone || !/s(?:\.S+)?\[Z\]$/.test(format)) return undefined;
  return { why: "`[Z]` is a letter that claims UTC, whatever the time zone is.", meant: `${format.slice(0, -3)}Z` };
}

/** Text that is written as it is. */
const bracketed = /\[[^\]]*\]/g;

interface Slip {
  /** Where it shows in a format whose texts are empty. */
  readonly where: RegExp;
  readonly why: string;
  readonly mend: (found: string) => string;
}

/** In the order in which they are mended. */
const slips: readonly Slip[] = [
  {
    where: /y{2,4}/g,
    why: "`y` is the year of an era, and older versions of Moment.js do not know it; `Y` is the year.",
    mend: upper,
  },
  {
    where: /(?<=[Hh][:.h]?)MM(?!M)/g,
    why: "`MM` is the month, and stands behind the hour; `mm` is the minute.",
    mend: lower,
  },
  {
    where: /(?<=[mM]{2}[:.])SS(?!S)/g,
    why: "`SS` is hundredths of a second; `ss` is the second.",
    mend: lower,
  },
  {
    where: /(?<=[YD][-/.]?)mm|(?<![Hhk][:.h]?)mm(?=[-/.]?[YDd])/g,
    why: "`mm` is the minute, and stands where the month belongs; `MM` is the month.",
    mend: upper,
  },
  {
    where: /(?<!D.*)(?<=M\W?)(?<!d)d{1,2}(?![do])(?!.*D)|(?<!D.*)(?<!d)d{1,2}(?=\W?M)(?!.*D)/g,
    why: "`d` is the day of the week; `D` is the day of the month.",
    mend: upper,
  },
  {
    where: /(?<![aAHk].*)h{1,2}(?!.*[aAHk])/g,
    why: "`h` counts to 12, and nothing says whether it is AM or PM; `H` counts to 23.",
    mend: upper,
  },
];

function upper(text: string): string {
  return text.toUpperCase();
}

function lower(text: string): string {
  return text.toLowerCase();
}
