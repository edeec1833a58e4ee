import { RE2JS } from "re2js";
import { ImlError, type Site } from "./error.ts";

/** A regular expression as a search text says it: `/pattern/flags`. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** The regular expression that a search text is; undefined if it is text to look for. */
export function patternOf(search: string): Pattern | undefined {
  const [, source, flags] = /^\/(.+)\/([gimsu]*)$/s.exec(search) ?? [];
  return source === undefined || flags === undefined || new Set(flags).size < flags.length
    ? undefined
    : { source, flags };
}

/** Milliseconds after which no further match is looked for: each search takes linear time, but not all together. */
const patience = 1000;

/**
 * Replaces what a pattern matches: all of it with the flag `g`, else the first. `$&`, `$1` … `$99`, `` $` ``, `$'` and
 * `$$` in the replacement have the meaning that they have in JavaScript. Throws an `ImlError` for a pattern that is
 * wrong or cannot be matched in linear time, and if the text has more matches than can be found in a second.
 */
export function replacePattern(text: string, pattern: Pattern, replacement: string, site: Site): string {
  const matcher = compiled(pattern, site).matcher(text);
  const end = performance.now() + patience;
  const expand = (...found: Found) => {
    if (performance.now() > end) throw new ImlError("limit", site, "the regular expression takes more than a second.");
    return expanded(replacement, found);
  };
  return pattern.flags.includes("g") ? matcher.replaceAll(expand) : matcher.replaceFirst(expand);
}

/** The match, its groups, its offset and the text. */
type Found = [match: string, ...groups: (string | undefined)[], offset: number, text: string];

function expanded(replacement: string, [match, ...rest]: Found): string {
  const groups = rest.slice(0, -2);
  const offset = Number(rest.at(-2));
  const text = String(rest.at(-1));
  return replacement.replace(/\$(?:[$&`']|\d\d?)/g, (reference) => {
    if (reference === "$$") return "$";
    if (reference === "$&") return match;
    if (reference === "$`") return text.slice(0, offset);
    if (reference === "$'") return text.slice(offset + match.length);
    return group(reference.slice(1), groups) ?? reference;
  });
}

/** A group by its number: of two digits where there are so many groups, else of one digit with the other as text. */
function group(digits: string, groups: readonly (string | number | undefined)[]): string | undefined {
  const whole = Number(digits);
  if (whole >= 1 && whole <= groups.length) return String(groups[whole - 1] ?? "");
  const [one = "", two] = digits;
  return two !== undefined && one !== "0" && Number(one) <= groups.length
    ? `${groups[Number(one) - 1] ?? ""}${two}`
    : undefined;
}

/** Patterns are nearly always constants of a manifest; so many of them are kept. */
const kept = 200;
const cache = new Map<string, RE2JS>();

function compiled(pattern: Pattern, site: Site): RE2JS {
  const key = `/${pattern.source}/${pattern.flags}`;
  const known = cache.get(key) ?? compile(pattern, site);
  cache.delete(key);
  cache.set(key, known);
  const [oldest] = cache.keys();
  if (cache.size > kept && oldest !== undefined) cache.delete(oldest);
  return known;
}

/** Characters of a pattern: more of them make a machine too large for what a template does. */
const longest = 2000;

function compile({ source, flags }: Pattern, site: Site): RE2JS {
  if (source.length > longest) {
    throw new ImlError("limit", site, `the regular expression has more than ${longest} characters.`);
  }
  const shown = `'/${source}/${flags}'`;
  if (/(?<!\\)\(\?P?<[^=!]/.test(source)) {
    throw new ImlError("argument-value", site, `${shown} has a named group; groups are counted: \`$1\`, \`$2\` ….`);
  }
  try {
    return RE2JS.compile(RE2JS.translateRegExp(dialect(source, flags)), engineFlags(flags));
  } catch (error) {
    const why = error instanceof Error ? error.message : "it is not understood.";
    const reason = `${shown} is not a regular expression that can be matched in linear time: ${why}`;
    throw new ImlError("argument-value", site, reason);
  }
}

function engineFlags(flags: string): number {
  return (
    RE2JS.LOOKBEHINDS |
    (flags.includes("i") ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes("m") ? RE2JS.MULTILINE : 0) |
    (flags.includes("s") ? RE2JS.DOTALL : 0)
  );
}

const blank = "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";

/** Writes what JavaScript and RE2 understand differently so that RE2 does what JavaScript would. */
function dialect(source: string, flags: string): string {
  let inClass = false;
  return source.replace(/\\.|[[\].]/gs, (token) => {
    if (token === "[" || token === "]") inClass = token === "[";
    if (token === "." && !inClass && !flags.includes("s")) return "[^\\n\\r\\u2028\\u2029]";
    if (token === "\\s") return inClass ? blank : `[${blank}]`;
    if (token === "\\S" && !inClass) return `[^${blank}]`;
    if (token === "\\b" && inClass) return "\\x08";
    return /^\\[AEQaz]$/.test(token) ? token.slice(1) : token;
  });
}
