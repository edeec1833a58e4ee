import { JsonError, maxJsonDepth, parseJson } from "../../language/json.ts";
import type { Value } from "../../language/values.ts";
import { type ContentType, parseContentType } from "../content-type.ts";
import { RuntimeError } from "../errors.ts";
import { parseForm } from "../form.ts";
import type { RawRequest } from "../http/message.ts";
import { MAX_BODY } from "./limits.ts";

export interface Decoded {
  readonly body: Value;
  /** The exact bytes as text. */
  readonly rawBody: string;
}

/**
 * Reads a body by its declared content type and by nothing else. A GET, HEAD, DELETE or OPTIONS without a body has an
 * empty collection. Throws a `RuntimeError` (400, 413, 415) for what cannot be read.
 */
export function decodeBody({ method, headers, body }: RawRequest): Decoded {
  if (body.length === 0 && BODILESS.has(method)) return { body: {}, rawBody: "" };
  if (body.length > MAX_BODY) throw new RuntimeError("body-too-large", 413, `A body may have ${MAX_BODY} bytes.`);
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") throw new RuntimeError("content-encoding", 415, "Compressed bodies are not read.");
  const contentType = parseContentType(headers["content-type"]);
  if (contentType === undefined) {
    throw new RuntimeError(
      "content-type-missing",
      400,
      "The request does not say what its body is; it needs a content-type.",
    );
  }
  const rawBody = decodeText(body, contentType.charset);
  return { body: parse(contentType, rawBody.startsWith(BYTE_ORDER_MARK) ? rawBody.slice(1) : rawBody), rawBody };
}

const BODILESS: ReadonlySet<string> = new Set(["GET", "HEAD", "DELETE", "OPTIONS"]);
const BYTE_ORDER_MARK = "\ufeff";

function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return decoder(charset).decode(bytes);
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    throw new RuntimeError("body-unreadable", 400, "The body is not text in its declared charset.");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoder(charset: string): TextDecoder {
  if (charset === "utf-8") return utf8;
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  } catch {
    throw new RuntimeError("charset", 415, "The charset of the body is not known here.");
  }
}

function parse({ format }: ContentType, text: string): Value {
  switch (format) {
    case "json":
      return json(text);
    case "urlencoded":
      return parseForm(text);
    case "text":
      return { value: text };
    case "xml":
    case "multipart":
    case "other":
      throw new RuntimeError("content-type", 415, "Bodies are read as JSON, as urlencoded forms and as text.");
  }
}

function json(text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    const tooDeep = error instanceof JsonError && error.code === "json-depth";
    throw new RuntimeError(
      tooDeep ? "body-too-deep" : "body-unreadable",
      400,
      tooDeep ? `The body is nested more than ${maxJsonDepth} levels deep.` : "The body is not JSON.",
    );
  }
}
