export interface ContentType {
  /** Type and subtype in lower case: `application/json`. */
  readonly type: string;
  /** Lower case, default `utf-8`. */
  readonly charset: string;
  readonly format: Format;
}

/** Which parser a media type asks for. Nothing but the declared type ever decides it. */
export type Format = "json" | "urlencoded" | "text" | "xml" | "multipart" | "other";

/** Reads a `content-type` header (RFC 9110 §8.3); undefined if it names no media type. */
export function parseContentType(header: string | undefined): ContentType | undefined {
  const match = /^\s*([\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)\s*(?:;(.*))?$/.exec(header ?? "");
  const type = match?.[1]?.toLowerCase();
  if (type === undefined) return undefined;
  const charset = /(?:^|;)\s*charset\s*=\s*"?([^\s";]+)"?/i.exec(match?.[2] ?? "")?.[1];
  return { type, charset: charset?.toLowerCase() ?? "utf-8", format: formatOf(type) };
}

function formatOf(type: string): Format {
  if (type === "application/json" || type.endsWith("+json")) return "json";
  if (type === "application/x-www-form-urlencoded") return "urlencoded";
  if (type === "application/xml" || type === "text/xml" || type.endsWith("+xml")) return "xml";
  if (type.startsWith("multipart/")) return "multipart";
  return type.startsWith("text/") ? "text" : "other";
}
