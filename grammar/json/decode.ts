import type { Diagnostic, Edit, Fix, Parsed } from "../diagnostic.ts";
import type { Source, Span } from "../source.ts";
import type { DecodedText } from "./ast.ts";
import { badEscape, controlCharacter, unclosedString } from "./diagnostics.ts";

/** The text of the string at `span`, quotes included, and where each of its characters came from. */
export function decodeString(source: Source, span: Span): Parsed<DecodedText> {
  const file = source.text;
  const quote = file.charCodeAt(span.start);
  const diagnostics: Diagnostic[] = [];
  const start = span.start + 1;
  let offsets: Uint32Array | undefined;
  let text = "";
  let length = 0;
  let plain = start;
  let at = start;
  let hasControl = false;
  for (let code = file.charCodeAt(at); at < span.end && code !== quote; code = file.charCodeAt(at)) {
    if (offsets) offsets[length] = at;
    length++;
    if (code < 0x20) hasControl = true;
    const escaped = code === backslash ? escapeAt(file, at, span.end, quote) : undefined;
    if (code === backslash && !escaped) diagnostics.push(wrongEscape(source, at, span.end));
    if (escaped) {
      offsets ??= Uint32Array.from({ length: span.end - start + 1 }, (_, i) => start + i);
      text += file.slice(plain, at) + escaped.character;
      plain = at + escaped.length;
    }
    at += escaped?.length ?? 1;
  }
  text += file.slice(plain, at);
  if (offsets) offsets[length] = at;
  if (hasControl) diagnostics.push(controlIn(source, { start, end: at }));
  if (at >= span.end) diagnostics.push(withoutEnd(source, span));
  return { value: { text, start, offsets: offsets?.subarray(0, length + 1) }, diagnostics };
}

const backslash = 0x5c;

/** A piece of text without quotes and escapes, as if it were a string. */
export function decodeBare(source: Source, span: Span): DecodedText {
  return { text: source.text.slice(span.start, span.end), start: span.start, offsets: undefined };
}

/** Where a character of the text stands in the file; for the one past its end, where the closing quote does. */
export function offsetIn({ start, offsets }: DecodedText, index: number): number {
  return offsets ? (offsets[index] ?? 0) : start + index;
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
  const doubled = { title: "Double the backslash", edits: [{ span: { start: at, end: at + 1 }, text: "\\\\" }] };
  // The digits of a Unicode escape may have been forgotten.
  const fix: Fix = written.startsWith("\\u") ? { ...doubled, unsafe: true } : doubled;
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
  const edits = [{ span: { start: span.end, end: span.end }, text: text.charAt(span.start) }];
  const fix: Fix = { title: "Close the string", edits, unsafe: true };
  return unclosedString({ uri, span }, {}, span.end - span.start > 1 ? { fix } : {});
}
