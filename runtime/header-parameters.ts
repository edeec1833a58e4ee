/**
 * The parameters behind the first word of a header (RFC 9110 §5.6.6), from the semicolon on: by name in lower case. In
 * quotes a backslash stands before a quote or another backslash alone, so that the paths some clients send stay whole.
 * Undefined if the text is no list of parameters, or names one twice: two readers could take it for two different things.
 */
export function readParameters(text: string): ReadonlyMap<string, string> | undefined {
  return parametersIn(text, PARAMETER, (quoted) => quoted.replace(/\\(["\\])/g, "$1"));
}

/** The same where a backslash is one like any other, as browsers write the headers of forms: a name may end in one. */
export function readPlainParameters(text: string): ReadonlyMap<string, string> | undefined {
  return parametersIn(text, PLAIN_PARAMETER, (quoted) => quoted);
}

function parametersIn(
  text: string,
  pattern: RegExp,
  unquoted: (quoted: string) => string,
): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  let end = 0;
  for (const { 0: whole, groups = {} } of text.matchAll(pattern)) {
    end += whole.length;
    const { name, quoted, token } = groups;
    if (name === undefined) continue;
    const lower = name.toLowerCase();
    if (parameters.has(lower)) return undefined;
    parameters.set(lower, token ?? unquoted(quoted ?? ""));
  }
  return text.slice(end).trim() === "" ? parameters : undefined;
}

/**
 * An empty one is allowed, and means nothing. Each text can be matched in one way only and from one place only, or a header
 * could be made that takes forever to refuse.
 */
const PARAMETER =
  /[ \t]*;[ \t]*(?:(?<name>[\w!#$%&'*+.^`|~-]+)=(?:"(?<quoted>(?:\\["\\]|\\(?!["\\])|[^"\\])*)"|(?<token>[^\s";]*)))?/gy;
const PLAIN_PARAMETER = /[ \t]*;[ \t]*(?:(?<name>[\w!#$%&'*+.^`|~-]+)=(?:"(?<quoted>[^"]*)"|(?<token>[^\s";]*)))?/gy;
