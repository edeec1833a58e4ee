import type { CstNode, IToken } from "chevrotain";
import type { Diagnostic, Fix, Parsed } from "../diagnostic.ts";
import type { Source, Span } from "../source.ts";
import { endOf, inOrder, isToken, nodeOf, nodesOf, quote, spanOf, spanOfNode, tokenOf, tokensOf } from "../tokens.ts";
import type { JsonArray, JsonMember, JsonNode, JsonObject, JsonString } from "./ast.ts";
import { decodeBare, decodeString } from "./decode.ts";
import { duplicateKey, jsonSyntax, trailingComma } from "./diagnostics.ts";
import { BareTemplate, Colon, Comma, Numeral, RCurly, RSquare, Scalar, Text, Word } from "./grammar.ts";

interface Context {
  readonly source: Source;
  readonly diagnostics: Diagnostic[];
}

/** The tree of what the parser matched, and what is wrong with it that the lax grammar lets pass. */
export function build(json: CstNode, source: Source): Parsed<JsonNode | undefined> {
  const context: Context = { source, diagnostics: [] };
  return { value: value(nodeOf(json, "value"), context), diagnostics: context.diagnostics };
}

function value(node: CstNode | undefined, context: Context): JsonNode | undefined {
  const scalarToken = tokenOf(node, Scalar);
  if (scalarToken) return scalar(scalarToken, context);
  const objectNode = nodeOf(node, "object");
  if (objectNode) return object(objectNode, context);
  const arrayNode = nodeOf(node, "array");
  return arrayNode && array(arrayNode, context);
}

function object(node: CstNode, context: Context): JsonObject {
  const nodes = nodesOf(node, "member");
  const members: JsonMember[] = [];
  for (const child of nodes) {
    const read = member(child, context);
    if (read) members.push(read);
  }
  if (!areSeparated(nodes, tokensOf(node, Comma))) commas(node, tokenOf(node, RCurly) !== undefined, context);
  duplicates(members, context);
  return { kind: "object", span: spanOfNode(node) ?? nowhere, members };
}

function array(node: CstNode, context: Context): JsonArray {
  const nodes = nodesOf(node, "value");
  const items: JsonNode[] = [];
  for (const child of nodes) {
    const read = value(child, context);
    if (read) items.push(read);
  }
  if (!areSeparated(nodes, tokensOf(node, Comma))) commas(node, tokenOf(node, RSquare) !== undefined, context);
  return { kind: "array", span: spanOfNode(node) ?? nowhere, items };
}

/** Only a node that the parser invented has no tokens, and it invents none of these. */
const nowhere: Span = { start: 0, end: 0 };

function member(node: CstNode, context: Context): JsonMember | undefined {
  const keyToken = tokenOf(node, Scalar);
  if (!keyToken) return undefined;
  const colon = tokenOf(node, Colon);
  const valueNode = nodeOf(node, "value");
  if (!colon) syntax(context, after(endOf(keyToken)), "Expected `:` after the key.");
  else if (!valueNode) syntax(context, after(endOf(colon)), "Expected a value after `:`.");
  return { key: key(keyToken, context), value: value(valueNode, context) };
}

function key(token: IToken, context: Context): JsonString {
  if (token.tokenType === Text || token.tokenType === BareTemplate) return text(token, context);
  return bare(token, "A key stands in double quotes.", context);
}

function scalar(token: IToken, context: Context): JsonNode | undefined {
  if (token.tokenType === Numeral) return number(token, context);
  if (token.tokenType !== Word) return text(token, context);
  const literal = literals.get(token.image);
  if (literal !== undefined) return { kind: "literal", span: spanOf(token), value: literal };
  syntax(context, spanOf(token), `Expected a value, found ${quote(token.image)}.`);
  return undefined;
}

const literals: ReadonlyMap<string, true | false | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function number(token: IToken, context: Context): JsonNode {
  const raw = token.image;
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(raw)) {
    syntax(context, spanOf(token), `${quote(raw)} is not a number of JSON.`);
  }
  return { kind: "number", span: spanOf(token), value: Number(raw), raw };
}

function text(token: IToken, context: Context): JsonString {
  const span = spanOf(token);
  if (token.tokenType === BareTemplate) return bare(token, "A template stands in double quotes.", context);
  const { value: decoded, diagnostics } = decodeString(context.source, span);
  if (token.image.startsWith("'")) {
    syntax(context, span, "A string stands in double quotes.", quoted(span, decoded.text));
  }
  for (const diagnostic of diagnostics) context.diagnostics.push(diagnostic);
  return { kind: "string", span, decoded };
}

function bare(token: IToken, message: string, context: Context): JsonString {
  const span = spanOf(token);
  syntax(context, span, message, quoted(span, token.image));
  return { kind: "string", span, decoded: decodeBare(context.source, span) };
}

function quoted(span: Span, content: string): Fix {
  return { title: "Put it in double quotes", edits: [{ span, text: JSON.stringify(content) }] };
}

/** Whether one comma stands between each two nodes, and no other. */
function areSeparated(nodes: readonly CstNode[], separators: readonly IToken[]): boolean {
  if (separators.length !== Math.max(0, nodes.length - 1)) return false;
  return separators.every(({ startOffset }, i) => {
    const before = nodes[i]?.location;
    const after = nodes[i + 1]?.location;
    return (
      before && after && (before.endOffset ?? before.startOffset) <= startOffset && startOffset < after.startOffset
    );
  });
}

/** Looks at what stands between the members of an object or the items of an array. */
function commas(node: CstNode, closed: boolean, context: Context): void {
  const { uri } = context.source;
  const children = inOrder(node).filter((child) => !isToken(child) || child.tokenType === Comma);
  children.forEach((child, i) => {
    const before = children[i - 1];
    if (!isToken(child)) {
      if (before && !isToken(before)) missingComma(before, context);
      return;
    }
    const span = spanOf(child);
    const fix = { title: "Remove the comma", edits: [{ span, text: "" }] };
    if (!before || isToken(before)) syntax(context, span, "Unexpected `,`.", { ...fix, unsafe: true });
    else if (closed && i === children.length - 1) context.diagnostics.push(trailingComma({ uri, span }, {}, { fix }));
  });
}

function missingComma(before: CstNode, context: Context): void {
  const span = after(spanOfNode(before)?.end ?? 0);
  // An array that was not closed took it for one of its own.
  if (context.source.text.charAt(span.start - 1) === ",") return;
  syntax(context, span, "Expected `,` here.", { title: "Insert a comma", edits: [{ span, text: "," }] });
}

function duplicates(members: readonly JsonMember[], context: Context): void {
  if (members.length < 2) return;
  const { uri } = context.source;
  const firsts = new Map<string, JsonString>();
  for (const { key } of members) {
    const first = firsts.get(key.decoded.text);
    if (first) {
      const related = [{ uri, span: first.span, message: "First given here." }];
      context.diagnostics.push(duplicateKey({ uri, span: key.span }, { key: key.decoded.text }, { related }));
    } else {
      firsts.set(key.decoded.text, key);
    }
  }
}

function syntax({ source, diagnostics }: Context, span: Span, message: string, fix?: Fix): void {
  diagnostics.push(jsonSyntax({ uri: source.uri, span }, { message }, fix && { fix }));
}

function after(offset: number): Span {
  return { start: offset, end: offset };
}
