import type { IToken } from "chevrotain";
import type { Diagnostic } from "../diagnostic.ts";
import { editText } from "../json/decode.ts";
import { endOf, spanOf } from "../tokens.ts";
import type { TemplateContext } from "./context.ts";
import { unquotedFormat } from "./diagnostics.ts";
import { Dot, LBracket, Literal, LParen, Name } from "./lexis.ts";

/** Makes one text of each date format that stands without quotes: `YYYY-MM-DDTHH:mm`. */
export function joinFormats(
  tokens: readonly IToken[],
  { uri, isVariable }: TemplateContext,
): { readonly tokens: readonly IToken[]; readonly diagnostics: readonly Diagnostic[] } {
  const isUnit = ({ tokenType, image }: IToken) => tokenType === Name && isUnitName(image) && !isVariable(image);
  if (!tokens.some(isUnit)) return { tokens, diagnostics: [] };
  const joined: IToken[] = [];
  const diagnostics: Diagnostic[] = [];
  let taken = 0;
  for (const { index, 0: run } of rolesOf(tokens, isUnit).matchAll(format)) {
    const parts = tokens.slice(index, index + run.length);
    const [first] = parts;
    if (!first || !isTelling(parts.map(({ image }) => image))) continue;
    const text = `'${parts.map(({ image }, i) => (i > 0 && run[i] === "u" ? ` ${image}` : image)).join("")}'`;
    const whole = { ...first, image: text, endOffset: parts.at(-1)?.endOffset, ...asLiteral };
    const fix = { title: "Put it in quotes", edits: [editText(spanOf(whole), text)] };
    diagnostics.push(unquotedFormat({ uri, span: spanOf(whole) }, { text }, { fix }));
    joined.push(...tokens.slice(taken, index), whole);
    taken = index + run.length;
  }
  return { tokens: [...joined, ...tokens.slice(taken)], diagnostics };
}

const asLiteral = { tokenType: Literal, tokenTypeIdx: Literal.tokenTypeIdx ?? 0 };

/** What date formats are made of; single letters of some are left out, being likelier names. */
const units = /^(?:YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|ZZ|Z|A|a|T)+$/;

/** Whether a name is made of what date formats are made of. */
export function isUnitName(name: string): boolean {
  return units.test(name);
}

/** Two units of time in a row, glued by a separator or with blank space between them; nothing else goes on with it. */
const format = /(?<!\.)[ug](?:[s.]g|u)+(?![s.ug(])/g;

/** A letter for each token: a unit, one that is glued to what is before it, a separator that is, a dot, a bracket. */
function rolesOf(tokens: readonly IToken[], isUnit: (token: IToken) => boolean): string {
  const roles = tokens.map((token, i) => {
    const before = tokens[i - 1];
    const isGlued = before !== undefined && endOf(before) === token.startOffset;
    if (isUnit(token)) return isGlued ? "g" : "u";
    if (token.tokenType === Dot) return ".";
    if (token.tokenType === LParen || token.tokenType === LBracket) return "(";
    return isGlued && /^[-/:]$/.test(token.image) ? "s" : "-";
  });
  return roles.join("");
}

/** Whether names of units can be nothing but a format: there is a year, or two units of two letters. */
export function isTelling(names: readonly string[]): boolean {
  const text = names.join(" ");
  return text.includes("YY") || (text.match(/MM|DD|HH|hh|mm|ss/g) ?? []).length > 1;
}
