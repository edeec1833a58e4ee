import type { Diagnostic, Edit, Parsed } from "../diagnostic.ts";
import type { Source, Span } from "../source.ts";
import type { DecodedText } from "./ast.ts";
import { badEscape, controlCharacter, unclosedString } from "./diagnostics.ts";

/** The text of the string at `span`, quotes included, and where each of its characters came from. */
export function decodeString(source: Source, span: Span): Parsed<DecodedText> {
  const diagnostics: Diagnostic[] = [];
  const quote = source.text.charAt(span.start);
  const characters: string[] = [];
  const offsets: number[] = [];
  let at = span.start + 1;
  while (at < span.end && source.text.charAt(at) !== quote) {
    offsets.push(at);
    const character = source.text.charAt(at);
    const escaped = character === "\\" ? escapeAt(source.text, at, span.end, quote) : { character, length: 1 };
    if (!escaped) diagnostics.push(wrongEscape(source, at, span.end));
    characters.push(escaped?.character ?? character);
    at += escaped?.length ?? 1;
  }
  offsets.push(at);
  const decoded = { text: characters.join(""), offsets: Uint32Array.from(offsets) };
  const control = controlIn(source, { start: span.start + 1, end: at });
  if (control) diagnostics.push(control);
  if (at >= span.end) diagnostics.push(withoutEnd(source, span, quote));
  return { value: decoded, diagnostics };
}

/** A piece of text without quotes and escapes, as if it were a string. */
export function decodeBare(source: Source, span: Span): DecodedText {
  const text = source.text.slice(span.start, span.end);
  return { text, offsets: Uint32Array.from({ length: text.length + 1 }, (_, i) => span.start + i) };
}

/** An edit of the inside of a string: `text` is what it is to mean, and is escaped as JSON wants it. */
export function editText(span: Span, text: string): Edit {
  return { span, text: JSON.stringify(text).slice(1, -1) };
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

interface Escape {
  readonly character: string;
  readonly length: number;
}

/** What the escape at `at` stands for; undefined if it is none. The quote of the string can always be escaped. */
function escapeAt(text: string, at: number, end: number, quote: string): Escape | undefined {
  const next = at + 1 < end ? text.charAt(at + 1) : "";
  const simple = next === quote ? quote : simpleEscapes.get(next);
  if (simple !== undefined) return { character: simple, length: 2 };
  const digits = /^u([0-9a-fA-F]{4})$/.exec(text.slice(at + 1, Math.min(at + 6, end)))?.[1];
  if (digits !== undefined) return { character: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
  return undefined;
}

function wrongEscape({ uri, text }: Source, at: number, end: number): Diagnostic {
  const written = /^\\(?:u[0-9a-fA-F]{0,3}|[^\r\n])?/u.exec(text.slice(at, Math.min(at + 6, end)))?.[0] ?? "\\";
  const fix = {
    title: "Double the backslash",
    edits: [{ span: { start: at, end: at + 1 }, text: "\\\\" }],
  };
  return badEscape({ uri, span: { start: at, end: at + written.length } }, { written }, { fix });
}

const controlNames: ReadonlyMap<string, string> = new Map([
  ["\n", "a line break"],
  ["\r", "a line break"],
  ["\t", "a tab"],
]);

/** One finding for all control characters of a string, at the first of them. */
function controlIn({ uri, text }: Source, inside: Span): Diagnostic | undefined {
  const edits: Edit[] = [];
  for (let i = inside.start; i < inside.end; i++) {
    if (text.charCodeAt(i) < 0x20) edits.push(editText({ start: i, end: i + 1 }, text.charAt(i)));
  }
  const [first] = edits;
  if (!first) return undefined;
  const name = controlNames.get(text.charAt(first.span.start)) ?? "a control character";
  const fix = { title: "Escape it", edits };
  return controlCharacter({ uri, span: first.span }, { name, escaped: first.text }, { fix });
}

/** A lone quote is more likely one too many. */
function withoutEnd({ uri }: Source, span: Span, quote: string): Diagnostic {
  const fix = { title: "Close the string", edits: [{ span: { start: span.end, end: span.end }, text: quote }] };
  return unclosedString({ uri, span }, {}, span.end - span.start > 1 ? { fix } : {});
}
