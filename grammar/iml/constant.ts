import type { IToken } from "chevrotain";
import { editText } from "../json/decode.ts";
import { quote, spanOf } from "../tokens.ts";
import type { Literal } from "./ast.ts";
import { unclosedLiteral } from "./diagnostics.ts";
import { smartQuotes } from "./foreign-diagnostics.ts";
import { Numeral, Quoted, SmartLiteral } from "./lexis.ts";
import { type Report, syntaxError } from "./report.ts";

/** A number or a text that is written out. */
export function constant(token: IToken, report: Report): Literal {
  return { kind: "literal", span: spanOf(token), value: constantValue(token, report) };
}

/** The name that a token stands for, as a variable, a function or a segment of a path. */
export function nameOf(token: IToken, report: Report): string {
  if (token.tokenType === Quoted) return content(token, report);
  if (token.tokenType === Numeral && /\D/.test(token.image)) {
    const fix = { title: "Put the name in backticks", edits: [editText(spanOf(token), `\`${token.image}\``)] };
    syntaxError(report, spanOf(token), `\`${token.image}\` is a name only in backticks.`, fix);
  }
  return token.image;
}

function constantValue(token: IToken, report: Report): string | number {
  if (token.tokenType === Numeral) return numberOf(token, report);
  if (token.tokenType !== SmartLiteral) return content(token, report);
  const text = token.image.slice(1, -1);
  const fix = { title: "Write straight quotes", edits: [editText(spanOf(token), `'${text.replaceAll("'", "''")}'`)] };
  report.add(smartQuotes({ uri: report.uri, span: spanOf(token) }, {}, { fix }));
  return text;
}

function numberOf(token: IToken, report: Report): number {
  const value = Number(token.image);
  if (/^\d+(?:\.\d+)?$/.test(token.image) && Number.isFinite(value)) return value;
  syntaxError(report, spanOf(token), `${quote(token.image)} is not a number; one has digits, and a dot with decimals.`);
  return 0;
}

/** What stands between the quotes, a doubled quote being one; or between backticks, which cannot be doubled. */
function content(token: IToken, report: Report): string {
  const mark = token.image.charAt(0);
  const pair = token.tokenType === Quoted ? undefined : mark + mark;
  const rest = token.image.slice(1);
  const isClosed = (pair ? rest.replaceAll(pair, "") : rest).endsWith(mark);
  if (!isClosed) {
    const words = pair ? { what: "text", mark: `quote \`${mark}\`` } : { what: "name", mark: "backtick" };
    report.add(unclosedLiteral({ uri: report.uri, span: spanOf(token) }, words));
  }
  const written = isClosed ? rest.slice(0, -1) : rest;
  return pair ? written.replaceAll(pair, mark) : written;
}
