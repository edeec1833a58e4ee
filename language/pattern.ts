import { RE2JS } from "re2js";
import { ImlError, type Refusal, type Site } from "./error.ts";
import { checkLength } from "./long-text.ts";
import { remembered } from "./remember.ts";

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

/** Instructions of a machine times characters of a text that one search may come to: half as long, or less. */
const mostSteps = 5_000_000;

/**
 * Replaces what a pattern matches: all of it with the flag `g`, else the first. `$&`, `$1` … `$99`, `` $` ``, `$'` and
 * `$$` in the replacement have the meaning that they have in JavaScript. Throws an `ImlError` for a pattern that is
 * wrong or cannot be matched in linear time, and if the text is longer, or has more matches, than takes a second.
 */
export function replacePattern(text: string, pattern: Pattern, replacement: string, site: Site): string {
  const machine = machineOf(pattern);
  if (!(machine instanceof RE2JS)) throw new ImlError(machine.code, site, machine.reason);
  if (machine.programSize() * text.length > mostSteps) {
    throw new ImlError("limit", site, "the text is too long for so large a regular expression.");
  }
  // Whether there is a match at all is found out ten times as fast as where it is.
  if (!machine.test(text)) return text;
  const matcher = machine.matcher(text);
  const expand = watched(text, replacement, site);
  return pattern.flags.includes("g") ? matcher.replaceAll(expand) : matcher.replaceFirst(expand);
}

/** The match, its groups, its offset and the text. */
type Found = [match: string, ...groups: (string | undefined)[], offset: number, text: string];

/** What stands in place of each match of a text: it throws once that took a second, or would be too long a result. */
export function watched(text: string, replacement: string, site: Site): (...found: Found) => string {
  const end = performance.now() + patience;
  let { length } = text;
  return (...found) => {
    if (performance.now() > end) throw new ImlError("limit", site, "the regular expression takes more than a second.");
    const made = expanded(replacement, found);
    length += made.length;
    checkLength(site, length);
    return made;
  };
}

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

/** The machine that a pattern is compiled to, or why there is none. */
export function machineOf({ source, flags }: Pattern): RE2JS | Refusal {
  return known(`/${source}/${flags}`);
}

/** Patterns are nearly always constants of a manifest; so many of them are kept. */
const known = remembered(200, (key): RE2JS | Refusal => {
  const end = key.lastIndexOf("/");
  return compile({ source: key.slice(1, end), flags: key.slice(end + 1) });
});

/** Characters of a pattern: more of them make a machine too large for what a template does. */
const longest = 2000;

function compile({ source, flags }: Pattern): RE2JS | Refusal {
  if (source.length > longest) {
    return { kind: "refusal", code: "limit", reason: `the regular expression has more than ${longest} characters.` };
  }
  const shown = `'/${source}/${flags}'`;
  if (/(?<!\\)\(\?P?<[^=!]/.test(source)) {
    const reason = `${shown} has a named group; groups are counted: \`$1\`, \`$2\` ….`;
    return { kind: "refusal", code: "argument-value", reason };
  }
  try {
    return RE2JS.compile(RE2JS.translateRegExp(dialect(source, flags)), engineFlags(flags));
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "it is not understood";
    const reason = `${shown} is not a regular expression that can be matched in linear time: ${why}.`;
    return { kind: "refusal", code: "argument-value", reason };
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
