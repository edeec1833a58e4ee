import { diagnostic } from "../../../grammar/diagnostic.ts";
import { editText } from "../../../grammar/json/decode.ts";
import { formatSlip } from "../date-format-slips.ts";
import { literalText } from "../expressions.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ why: string; meant: string }>({
  code: "suspicious-date-format",
  severity: "warning",
  message: ({ why, meant }) => `${why} Did you mean \`'${meant}'\`?`,
  doc: "Formats are made of the tokens of Moment.js, where case matters: `YYYY` year, `MM` month, `DD` day of the month, `HH` hour from 0 to 23, `hh` hour from 1 to 12 (with `A` for AM and PM), `mm` minute, `ss` second, `SSS` millisecond, `Z` offset. Text stands in brackets: `[at]`.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{formatDate(item.date, 'YYYY-MM-DD HH:MM')}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{formatDate(item.date, 'YYYY-MM-DD HH:mm')}}"}`,
  },
});

/** A date format in which a token is hardly meant. */
export const suspiciousDateFormat = rule({
  diagnostic: found,
  call({ name, args: [, format, zone] }, { field: { uri } }) {
    const text = name === "formatDate" || name === "parseDate" ? literalText(format) : undefined;
    const slip = text === undefined ? undefined : formatSlip(text, zone !== undefined);
    if (!format || !slip) return [];
    const title = `Change to \`'${slip.meant}'\``;
    const edits = [editText(format.span, `'${slip.meant.replaceAll("'", "''")}'`)];
    return [found({ uri, span: format.span }, slip, { fix: { title, edits, unsafe: true } })];
  },
});
