import type { Span } from "../../grammar/source.ts";
import type { Analysis } from "../analyze.ts";

/** Where a finding about a whole manifest stands: at its first character that counts. */
export function firstPlace({ source, json }: Analysis): { readonly uri: string; readonly span: Span } {
  const start = json?.span.start ?? 0;
  return { uri: source.uri, span: { start, end: json ? start + 1 : start } };
}
