/**
 * The parameters behind the first word of a header (RFC 9110 §5.6.6), from the semicolon on: by name in lower case. In
 * quotes a backslash stands before a quote or another backslash alone, so that the paths some clients send stay whole.
 * Undefined if the text is no list of parameters, or names one twice: two readers could take it for two different things.
 */
export function readParameters(text: string): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  let end = 0;
  for (const { 0: whole, index, groups = {} } of text.matchAll(PARAMETER)) {
    if (index !== end) return undefined;
    end = index + whole.length;
    const { name, quoted, token } = groups;
    if (name === undefined) continue;
    const lower = name.toLowerCase();
    if (parameters.has(lower)) return undefined;
    parameters.set(lower, token ?? quoted?.replace(/\\(["\\])/g, "$1") ?? "");
  }
  return text.slice(end).trim() === "" ? parameters : undefined;
}

/** An empty one is allowed, and means nothing. */
const PARAMETER =
  /[ \t]*;[ \t]*(?:(?<name>[\w!#$%&'*+.^`|~-]+)=(?:"(?<quoted>(?:\\["\\]|[^"])*)"|(?<token>[^\s";]*)))?/g;
