import type { Collection, Value } from "../../language/values.ts";
import { RuntimeError } from "../errors.ts";
import { indexOfBytes } from "./bytes-search.ts";
import { type PartHeader, readPartHeader } from "./part-header.ts";
import { decodeText } from "./text.ts";

/** Parts of one body. */
export const MAX_PARTS = 1000;

/** Bytes of the headers of one part. */
export const MAX_PART_HEADERS = 8192;

/**
 * Reads the bytes of `multipart/form-data` (RFC 7578, RFC 2046 §5.1). A part is a text, or, if it has a file name, a file: a
 * collection of its `name`, its `mime` type, its `size` in bytes and its `data`. Repeated names become arrays. Throws a
 * `RuntimeError` (400, 413) for what is not whole, or could be read in two ways.
 */
export function parseMultipart(body: Uint8Array, boundary: string | undefined): Collection {
  if (boundary === undefined || !BOUNDARY.test(boundary)) {
    const message = "A multipart body needs a `boundary` of 1 to 70 characters in its content-type.";
    throw new RuntimeError("multipart-boundary", 400, message);
  }
  const parts = [...partsOf(body, boundary)].map((part) => ({ ...splitPart(part) }));
  const charset = defaultCharset(parts);
  const values = new Map<string, Value[]>();
  for (const { header, content } of parts) {
    const value = partValue(header, content, charset);
    const before = values.get(header.name);
    if (before === undefined) values.set(header.name, [value]);
    else before.push(value);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
}

const BOUNDARY = /^[\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?]$/;

/** What stands between the lines of the boundary, from the first to the closing one. */
function* partsOf(body: Uint8Array, boundary: string): Generator<Uint8Array, void> {
  const delimiter = new TextEncoder().encode(`\r\n--${boundary}`);
  // The first line of the boundary may be the first of the body, with no line end before it.
  let line = endOfLine(body, 0, delimiter.subarray(2)) ?? nextLine(body, 0, delimiter);
  for (let count = 0; !line.closes; count += 1) {
    if (count === MAX_PARTS) {
      throw new RuntimeError("multipart-parts", 413, `A multipart body may have ${MAX_PARTS} parts.`);
    }
    // The line end that ends the line also begins the next, if the part is empty of headers and content.
    const start = line.end - LINE_END;
    const next = nextLine(body, start, delimiter);
    yield body.subarray(start, next.start);
    line = next;
  }
}

interface BoundaryLine {
  /** Where it begins, the line end before it included, and where the next line begins. */
  readonly start: number;
  readonly end: number;
  readonly closes: boolean;
}

function nextLine(body: Uint8Array, from: number, delimiter: Uint8Array): BoundaryLine {
  for (let at = indexOfBytes(body, delimiter, from); at !== -1; at = indexOfBytes(body, delimiter, at + 1)) {
    const line = endOfLine(body, at, delimiter);
    if (line !== undefined) return line;
  }
  throw new RuntimeError("body-unreadable", 400, "The multipart body has no closing boundary; it is not whole.");
}

/** The line of the boundary that begins there; undefined if it says more than the boundary, blanks and, to close, two hyphens. */
function endOfLine(body: Uint8Array, start: number, delimiter: Uint8Array): BoundaryLine | undefined {
  if (indexOfBytes(body.subarray(start, start + delimiter.length), delimiter, 0) !== 0) return undefined;
  let end = start + delimiter.length;
  const closes = body[end] === HYPHEN && body[end + 1] === HYPHEN;
  if (closes) end += 2;
  while (body[end] === SPACE || body[end] === TAB) end += 1;
  if (body[end] === CR && body[end + 1] === LF) return { start, end: end + LINE_END, closes };
  return closes && end === body.length ? { start, end, closes } : undefined;
}

const LINE_END = 2;
const [TAB, LF, CR, SPACE, HYPHEN] = [0x09, 0x0a, 0x0d, 0x20, 0x2d];
const EMPTY_LINE = Uint8Array.of(CR, LF, CR, LF);

interface Part {
  readonly header: PartHeader;
  readonly content: Uint8Array;
}

/** A part begins with the end of the boundary's line, so that one without headers begins with an empty line too. */
function splitPart(part: Uint8Array): Part {
  const at = indexOfBytes(part, EMPTY_LINE, 0);
  if (at === -1 || at - LINE_END > MAX_PART_HEADERS) {
    const message = `A part of a multipart body has headers of at most ${MAX_PART_HEADERS} bytes, then an empty line.`;
    throw new RuntimeError("multipart-headers", 400, message);
  }
  const header = readPartHeader(decodeText(part.subarray(LINE_END, Math.max(at, LINE_END)), "utf-8"));
  return { header, content: part.subarray(at + EMPTY_LINE.length) };
}

/** What a part named `_charset_` says of the others (RFC 7578 §4.6). */
function defaultCharset(parts: readonly Part[]): string {
  const part = parts.find(({ header }) => header.name === "_charset_" && header.fileName === undefined);
  return part === undefined ? "utf-8" : decodeText(part.content, "utf-8").trim().toLowerCase();
}

function partValue({ fileName, type, charset }: PartHeader, content: Uint8Array, standard: string): Value {
  if (fileName === undefined) return decodeText(content, charset ?? standard);
  // Buffers of IML are plain: a view of Node's `Buffer` is a `Buffer` again.
  const data = new Uint8Array(content.buffer, content.byteOffset, content.length);
  return { name: fileName, mime: type, size: data.length, data };
}
