import type { ILexingResult, IRecognitionException, IToken } from "chevrotain";
import type { Diagnostic, Parsed } from "../diagnostic.ts";
import type { Source } from "../source.ts";
import { endOf, place, spanOf } from "../tokens.ts";
import type { JsonNode } from "./ast.ts";
import { build } from "./build.ts";
import { jsonSyntax, jsonTooDeep, unclosedString } from "./diagnostics.ts";
import { jsonLexer, jsonParser, LCurly, LSquare, RCurly, RSquare } from "./grammar.ts";

const maximalDepth = 200;

/** Reads JSON with comments; whatever the text is, as much of it as can be told is in the tree. */
export function parseJson(source: Source): Parsed<JsonNode | undefined> {
  const { uri } = source;
  const lexed = jsonLexer.tokenize(source.text);
  const tokens = place(lexed.tokens, (offset) => offset);
  const { tooDeep, unclosed } = brackets(tokens);
  if (tooDeep) {
    return { value: undefined, diagnostics: [jsonTooDeep({ uri, span: spanOf(tooDeep) }, { limit: maximalDepth })] };
  }
  jsonParser.input = tokens;
  const built = build(jsonParser.json(), source);
  const diagnostics = [
    ...built.diagnostics,
    ...unclosedComment(lexed, source),
    ...unexpectedCharacters(lexed, uri),
    ...parserErrors(jsonParser.errors, tokens, unclosed, uri),
  ];
  return { value: built.value, diagnostics: sorted(diagnostics, source.text) };
}

/**
 * In the order of the text, without the syntax errors that follow from another: those at the same place, and those on
 * a line where a quote is missing, so that text and code may have changed places on it.
 */
function sorted(diagnostics: readonly Diagnostic[], text: string): readonly Diagnostic[] {
  if (diagnostics.length < 2) return diagnostics;
  const lineOf = ({ span }: Diagnostic) => text.lastIndexOf("\n", span.start - 1);
  const unpaired = new Set(diagnostics.filter(({ code }) => code === unclosedString.spec.code).map(lineOf));
  const seen = new Set<number>();
  const kept = diagnostics.filter((each) => {
    if (each.code !== jsonSyntax.spec.code) return true;
    const isNew = !seen.has(each.span.start) && !unpaired.has(lineOf(each));
    seen.add(each.span.start);
    return isNew;
  });
  return kept.sort((a, b) => a.span.start - b.span.start);
}

/**
 * The first bracket beyond the limit, and the innermost one that is still open at the end. A bracket that is closed by
 * the wrong one counts as open, since the parser may still be inside it.
 */
function brackets(tokens: readonly IToken[]): { readonly tooDeep?: IToken; readonly unclosed?: IToken } {
  const open: IToken[] = [];
  for (const token of tokens) {
    const { tokenType } = token;
    if (tokenType === LCurly || tokenType === LSquare) open.push(token);
    const opener = tokenType === RCurly ? LCurly : tokenType === RSquare ? LSquare : undefined;
    if (opener && open.at(-1)?.tokenType === opener) open.pop();
    if (open.length > maximalDepth) return { tooDeep: token };
  }
  return { unclosed: open.at(-1) };
}

function unexpectedCharacters({ errors }: ILexingResult, uri: string): readonly Diagnostic[] {
  return errors.map(({ offset, length, message }) =>
    jsonSyntax({ uri, span: { start: offset, end: offset + length } }, { message }),
  );
}

function unclosedComment({ groups }: ILexingResult, { uri }: Source): readonly Diagnostic[] {
  const last = groups.comments?.at(-1);
  if (!last?.image.startsWith("/*") || (last.image.endsWith("*/") && last.image.length > 3)) return [];
  const span = { start: last.startOffset, end: last.startOffset + 2 };
  return [jsonSyntax({ uri, span }, { message: "This comment has no `*/`." })];
}

function parserErrors(
  errors: readonly IRecognitionException[],
  tokens: readonly IToken[],
  unclosed: IToken | undefined,
  uri: string,
): readonly Diagnostic[] {
  const last = tokens.at(-1);
  const end = last ? endOf(last) : 0;
  const related = unclosed && [{ uri, span: spanOf(unclosed), message: `This \`${unclosed.image}\` is open.` }];
  return errors.map(({ token, message }) => {
    // The end of the file has no offset of its own.
    if (token.startOffset >= 0) return jsonSyntax({ uri, span: spanOf(token) }, { message });
    return jsonSyntax({ uri, span: { start: end, end } }, { message }, related && { related });
  });
}
