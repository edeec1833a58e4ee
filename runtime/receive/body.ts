import { utf8Text } from "../../language/bytes.ts";
import { JsonError, maxJsonDepth, maxKeys, parseJson } from "../../language/json.ts";
import type { Value } from "../../language/values.ts";
import { maxXmlDepth, parseXml, XmlError } from "../../language/xml.ts";
import { type ContentType, parseContentType } from "../content-type.ts";
import { RuntimeError } from "../errors.ts";
import { parseForm } from "../form.ts";
import type { RawRequest } from "../http/message.ts";
import { parseMultipart } from "./multipart.ts";
import { decodeText } from "./text.ts";

export interface Decoded {
  readonly body: Value;
  /** The exact bytes as text; in a multipart body, what is no UTF-8 is U+FFFD. */
  readonly rawBody: string;
}

/**
 * Reads a body by its declared content type and by nothing else. A GET, HEAD, DELETE or OPTIONS without a body has an
 * empty collection. Throws a `RuntimeError` (400, 413, 415) for what cannot be read. How many bytes a body may have is
 * for the server to say, which alone can stop before they are all there.
 */
export function decodeBody({ method, headers, body }: RawRequest): Decoded {
  if (body.length === 0 && BODILESS.has(method)) return { body: {}, rawBody: "" };
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    const message = "The body is still compressed; the server in front must undo its `content-encoding`.";
    throw new RuntimeError("content-encoding", 415, message);
  }
  const contentType = parseContentType(headers["content-type"]);
  if (contentType === undefined) {
    throw new RuntimeError(
      "content-type-missing",
      400,
      "The request does not say what its body is; it needs one content-type.",
    );
  }
  switch (contentType.format) {
    case "multipart":
      return { body: parseMultipart(body, contentType.boundary), rawBody: utf8Text(body) };
    case "json":
    case "urlencoded":
    case "text":
    case "xml": {
      const rawBody = decodeText(body, charsetOf(contentType, body));
      const text = rawBody.startsWith(BYTE_ORDER_MARK) ? rawBody.slice(1) : rawBody;
      return { body: parse(contentType.format, text), rawBody };
    }
    case "other":
      throw new RuntimeError(
        "content-type",
        415,
        "Bodies are read as JSON, XML, urlencoded forms, multipart/form-data and text.",
      );
  }
}

const BODILESS: ReadonlySet<string> = new Set(["GET", "HEAD", "DELETE", "OPTIONS"]);
const BYTE_ORDER_MARK = "\ufeff";

/** XML may say within itself how it is encoded, where its content type does not (RFC 7303 §3). */
function charsetOf({ format, charset, declaredCharset }: ContentType, body: Uint8Array): string {
  if (format !== "xml" || declaredCharset !== undefined) return charset;
  const declaration = utf8Text(body.subarray(0, 200));
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1]?.toLowerCase() ?? charset;
}

function parse(format: Exclude<ContentType["format"], "multipart" | "other">, text: string): Value {
  switch (format) {
    case "json":
      return json(text);
    case "urlencoded":
      return parseForm(text);
    case "text":
      return { value: text };
    case "xml":
      return xml(text);
  }
}

function json(text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    switch (error.code) {
      case "json-syntax":
        throw unreadable("JSON");
      case "json-depth":
        throw tooDeep(maxJsonDepth);
      case "json-keys":
        throw tooManyKeys("keys");
    }
  }
}

function xml(text: string): Value {
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    switch (error.code) {
      case "xml-syntax":
        throw unreadable("XML");
      case "xml-depth":
        throw tooDeep(maxXmlDepth);
      case "xml-names":
        throw tooManyKeys("elements and attributes");
      case "xml-doctype":
        throw new RuntimeError("body-doctype", 400, "The body declares a document type, which is not read.");
    }
  }
}

function unreadable(language: string): RuntimeError {
  return new RuntimeError("body-unreadable", 400, `The body is not ${language}.`);
}

function tooDeep(depth: number): RuntimeError {
  return new RuntimeError("body-too-deep", 400, `The body is nested more than ${depth} levels deep.`);
}

function tooManyKeys(what: string): RuntimeError {
  return new RuntimeError("body-too-many-keys", 413, `The body has more than ${maxKeys} ${what}.`);
}
