import { parseContentType } from "../content-type.ts";
import { RuntimeError } from "../errors.ts";
import { readParameters, readPlainParameters } from "../header-parameters.ts";

/** What the headers of a part of `multipart/form-data` say of it. */
export interface PartHeader {
  readonly name: string;
  /** Undefined: the part is no file. */
  readonly fileName: string | undefined;
  /** The media type, in lower case. */
  readonly type: string;
  /** Undefined if the part names none. */
  readonly charset: string | undefined;
}

/** Bytes, about, of the name of a field or file. */
const MAX_NAME = 1024;

/** Reads the lines before a part's content. Throws a `RuntimeError` (400) for a part that has no name, or two. */
export function readPartHeader(text: string): PartHeader {
  const headers = linesOf(text);
  const match = /^form-data[ \t]*(;.*)$/is.exec(headers.get("content-disposition") ?? "");
  const written = match?.[1] ?? "";
  // Some clients escape a quote by a backslash, browsers none: what cannot be read as the former is of the latter.
  const parameters = readParameters(written) ?? readPlainParameters(written);
  const name = parameters?.get("name");
  if (parameters === undefined || name === undefined) {
    throw unreadable("A part of the multipart body has no `content-disposition` that names its field, and once.");
  }
  const encoding = headers.get("content-transfer-encoding")?.toLowerCase() ?? "binary";
  if (!PLAIN_ENCODINGS.has(encoding)) {
    throw unreadable("A part of the multipart body has a `content-transfer-encoding`, which forms do not have.");
  }
  const type = headers.get("content-type");
  const contentType = type === undefined ? undefined : parseContentType(type);
  if (type !== undefined && contentType === undefined) {
    throw unreadable("A part of the multipart body has a `content-type` that is none.");
  }
  const fileName = fileNameOf(parameters);
  return {
    name: checkedName(unescaped(name)),
    fileName: fileName === undefined ? undefined : checkedName(fileName),
    type: contentType?.type ?? (fileName === undefined ? "text/plain" : "application/octet-stream"),
    charset: contentType?.declaredCharset,
  };
}

const PLAIN_ENCODINGS: ReadonlySet<string> = new Set(["7bit", "8bit", "binary"]);

function linesOf(text: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of text === "" ? [] : text.split("\r\n")) {
    const { name = "", value = "" } = /^(?<name>[\w!#$%&'*+.^`|~-]+):(?<value>[^\r\n\0]*)$/.exec(line)?.groups ?? {};
    if (name === "" || headers.has(name.toLowerCase())) {
      throw unreadable("A part of the multipart body has a line among its headers that is none, or one twice.");
    }
    headers.set(name.toLowerCase(), value.trim());
  }
  return headers;
}

/** `filename*` (RFC 8187) is not meant for forms, but some clients send it for names that are not ASCII. */
function fileNameOf(parameters: ReadonlyMap<string, string>): string | undefined {
  const extended = parameters.get("filename*");
  if (extended === undefined) {
    const plain = parameters.get("filename");
    return plain === undefined ? undefined : unescaped(plain);
  }
  try {
    const encoded = /^utf-8'[^']*'(.*)$/i.exec(extended)?.[1];
    if (encoded !== undefined) return decodeURIComponent(encoded);
  } catch {
    // What follows is the answer to any name that cannot be read.
  }
  throw unreadable("A part of the multipart body has a `filename*` that is not percent-encoded UTF-8.");
}

/** What browsers write for the characters that would end a name (HTML Standard, multipart/form-data encoding algorithm). */
function unescaped(name: string): string {
  return name.replace(/%22|%0D|%0A/gi, decodeURIComponent);
}

function checkedName(name: string): string {
  if (name.length <= MAX_NAME) return name;
  throw new RuntimeError("multipart-name", 400, `A name in a multipart body may have ${MAX_NAME} characters.`);
}

function unreadable(message: string): RuntimeError {
  return new RuntimeError("body-unreadable", 400, message);
}
