import type { Diagnostic, Edit, Parsed } from "../diagnostic.ts";
import type { Source, Span } from "../source.ts";
import type { DecodedText } from "./ast.ts";
import { badEscape, controlCharacter, unclosedString } from "./diagnostics.ts";

/** The text of the string at `span`, quotes included, and where each of its characters came from. */
export function decodeString(source: Source, span: Span): Parsed<DecodedText> {
  const file = source.text;
  const quote = file.charCodeAt(span.start);
  const diagnostics: Diagnostic[] = [];
  const offsets = new Uint32Array(span.end - span.start + 1);
  let text = "";
  let length = 0;
  let plain = span.start + 1;
  let at = plain;
  let hasControl = false;
  for (let code = file.charCodeAt(at); at < span.end && code !== quote; code = file.charCodeAt(at)) {
    offsets[length++] = at;
    if (code < 0x20) hasControl = true;
    const escaped = code === backslash ? escapeAt(file, at, span.end, quote) : undefined;
    if (code === backslash && !escaped) diagnostics.push(wrongEscape(source, at, span.end));
    if (escaped) {
      text += file.slice(plain, at) + escaped.character;
      plain = at + escaped.length;
    }
    at += escaped?.length ?? 1;
  }
  text += file.slice(plain, at);
  offsets[length] = at;
  if (hasControl) diagnostics.push(controlIn(source, { start: span.start + 1, end: at }));
  if (at >= span.end) diagnostics.push(withoutEnd(source, span));
  return { value: { text, offsets: offsets.subarray(0, length + 1) }, diagnostics };
}

const backslash = 0x5c;

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
function escapeAt(text: string, at: number, end: number, quote: number): Escape | undefined {
  const next = at + 1 < end ? text.charAt(at + 1) : "";
  const simple = next.charCodeAt(0) === quote ? next : simpleEscapes.get(next);
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
function controlIn({ uri, text }: Source, inside: Span): Diagnostic {
  const edits: Edit[] = [];
  for (let i = inside.start; i < inside.end; i++) {
    if (text.charCodeAt(i) < 0x20) edits.push(editText({ start: i, end: i + 1 }, text.charAt(i)));
  }
  const [first = editText(inside, "")] = edits;
  const name = controlNames.get(text.charAt(first.span.start)) ?? "a control character";
  const fix = { title: "Escape it", edits };
  return controlCharacter({ uri, span: first.span }, { name, escaped: first.text }, { fix });
}

/** A lone quote is more likely one too many. */
function withoutEnd({ uri, text }: Source, span: Span): Diagnostic {
  const fix = {
    title: "Close the string",
    edits: [{ span: { start: span.end, end: span.end }, text: text.charAt(span.start) }],
  };
  return unclosedString({ uri, span }, {}, span.end - span.start > 1 ? { fix } : {});
}
