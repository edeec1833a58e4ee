import { utf8Bytes } from "../../language/bytes.ts";
import { toText } from "../../language/conversions.ts";
import { isArray, isBuffer, isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import { RuntimeError } from "../errors.ts";
import { indexOfBytes } from "../receive/bytes-search.ts";

/** A body of several parts, and the content type that tells where they end. */
export interface MultipartBody {
  readonly type: string;
  readonly body: Uint8Array;
}

/**
 * Writes a collection as `multipart/form-data` (RFC 7578): arrays repeat their name, undefined and null leave it out, a
 * collection of `value` and `options: {filename, contentType}` is a file, any other collection goes in as JSON.
 */
export function formatMultipart(values: Collection): MultipartBody {
  const parts = Object.entries(values).flatMap(([name, value]) => {
    const each: readonly Value[] = isArray(value) ? value : [value];
    return each.flatMap((one) => partOf(name, one) ?? []);
  });
  const boundary = boundaryOf(parts);
  const pieces = parts.flatMap(({ head, content }) => [
    utf8Bytes(`--${boundary}\r\n${head}\r\n\r\n`),
    content,
    utf8Bytes("\r\n"),
  ]);
  const body = joined([...pieces, utf8Bytes(`--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

interface Part {
  readonly head: string;
  readonly content: Uint8Array;
}

function partOf(name: string, value: Value): Part | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isCollection(value) || !Object.hasOwn(value, "value")) return written(name, value, undefined);
  const options = isCollection(value.options) ? value.options : {};
  return value.value === undefined || value.value === null ? undefined : written(name, value.value, options);
}

function written(name: string, value: Value, options: Collection | undefined): Part {
  const fileName = toText(options?.filename);
  const type = toText(options?.contentType) || (isBuffer(value) || fileName !== "" ? "application/octet-stream" : "");
  if (!/^[\t\x20-\x7e]*$/.test(type)) {
    throw new RuntimeError("request-body", 500, `The content type of the part ${JSON.stringify(name)} is none.`);
  }
  const disposition = `form-data; name="${quoted(name)}"${fileName === "" ? "" : `; filename="${quoted(fileName)}"`}`;
  const head = `content-disposition: ${disposition}${type === "" ? "" : `\r\ncontent-type: ${type}`}`;
  return { head, content: isBuffer(value) ? value : utf8Bytes(toText(value)) };
}

/** A name within quotes, as the HTML Standard has it for forms, so that it cannot end its line. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent);
}

/** A text that stands in no part. */
function boundaryOf(parts: readonly Part[]): string {
  for (let number = 1; ; number += 1) {
    const boundary = `imlc-${String(number).padStart(12, "0")}`;
    const bytes = utf8Bytes(`--${boundary}`);
    if (parts.every(({ content }) => indexOfBytes(content, bytes, 0) === -1)) return boundary;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
