import { readParameters } from "./header-parameters.ts";

export interface ContentType {
  /** Type and subtype in lower case: `application/json`. */
  readonly type: string;
  /** In lower case; undefined if it names none. */
  readonly declaredCharset: string | undefined;
  /** Lower case, default `utf-8`. */
  readonly charset: string;
  /** What separates the parts of a multipart body. */
  readonly boundary: string | undefined;
  readonly format: Format;
}

/** Which parser a media type asks for. Nothing but the declared type ever decides it. */
export type Format = "json" | "urlencoded" | "text" | "xml" | "multipart" | "other";

/** Reads a `content-type` header (RFC 9110 §8.3); undefined if it names no media type, or its parameters cannot be read. */
export function parseContentType(header: string | undefined): ContentType | undefined {
  const match = /^\s*([\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)\s*(;.*)?$/.exec(header ?? "");
  const type = match?.[1]?.toLowerCase();
  const parameters = readParameters(match?.[2] ?? "");
  if (type === undefined || parameters === undefined) return undefined;
  const declaredCharset = parameters.get("charset")?.trim().toLowerCase();
  return {
    type,
    declaredCharset,
    charset: declaredCharset ?? "utf-8",
    boundary: parameters.get("boundary"),
    format: formatOf(type),
  };
}

function formatOf(type: string): Format {
  if (type === "application/json" || type.endsWith("+json")) return "json";
  if (type === "application/x-www-form-urlencoded") return "urlencoded";
  if (type === "application/xml" || type === "text/xml" || type.endsWith("+xml")) return "xml";
  if (type === "multipart/form-data") return "multipart";
  return type.startsWith("text/") ? "text" : "other";
}
