import { RE2JS } from "re2js";
import { ImlError, type Refusal, type Site } from "./error.ts";
import { isLinear } from "./linear-pattern.ts";
import { checkLength, longestText } from "./long-text.ts";
import { machineOf, type Pattern, patternOf, replacePattern, watched } from "./pattern.ts";
import { remembered } from "./remember.ts";

/** What a search text looks for: a text, or what a regular expression matches. */
export type Search =
  | { readonly kind: "text"; readonly text: string }
  /** `native` is JavaScript's own, where that surely takes linear time. */
  | { readonly kind: "pattern"; readonly pattern: Pattern; readonly native: RegExp | undefined }
  | Refusal;

/**
 * What a search text looks for: `/pattern/flags` is a regular expression, all else the text itself.
 *
 * @example
 * import { replace } from "imlc/functions";
 * import { searchFor, site } from "imlc/values";
 *
 * const digits = searchFor("/[0-9]+/g");
 * console.log(replace(site("replace", "webhook.iml.json:3:14"), "A1, B22", digits, "#")); // A#, B#
 */
export function searchFor(text: string): Search {
  const pattern = patternOf(text);
  return pattern === undefined ? { kind: "text", text } : known(text);
}

const known = remembered(200, (text): Search => {
  const pattern = patternOf(text);
  if (pattern === undefined) return { kind: "text", text };
  const native = nativeOf(pattern);
  const machine = native ?? machineOf(pattern);
  return machine instanceof RegExp || machine instanceof RE2JS ? { kind: "pattern", pattern, native } : machine;
});

function nativeOf({ source, flags }: Pattern): RegExp | undefined {
  return isLinear(source, flags) ? new RegExp(source, flags) : undefined;
}

/**
 * The text with what was searched for replaced; what `$` means in a replacement for a regular expression is that of
 * JavaScript. Throws an `ImlError` for what cannot be searched for, for too much work, and for too long a result.
 */
export function replaceFound(text: string, search: Search, replacement: string, site: Site): string {
  switch (search.kind) {
    case "text":
      return search.text === "" ? text : replaceText(text, search.text, replacement, site);
    case "pattern":
      if (search.native === undefined) return replacePattern(text, search.pattern, replacement, site);
      return staysSmall(text, replacement)
        ? text.replace(search.native, replacement)
        : text.replace(search.native, watched(text, replacement, site));
    case "refusal":
      throw new ImlError(search.code, site, search.reason);
  }
}

function replaceText(text: string, search: string, replacement: string, site: Site): string {
  const parts = text.split(search);
  checkLength(site, text.length + (parts.length - 1) * (replacement.length - search.length));
  return parts.join(replacement);
}

/** What stands before and after a match makes a long text of each; that is done where the time is watched. */
function staysSmall(text: string, replacement: string): boolean {
  return text.length * replacement.length < longestText && !/\$[`']/.test(replacement);
}
