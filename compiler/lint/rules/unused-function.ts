import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Span } from "../../../grammar/source.ts";
import { sourcesOf } from "../../project/sources.ts";
import { rule } from "../rule.ts";

const app = (output: string) => ({
  "webhook.iml.json": `{"uid": "{{item.user}}", "output": "${output}"}`,
  "functions/initials/code.js": `function initials(name) {\n  return name.replace(/[^A-Z]/g, "");\n}\n`,
});

const found = diagnostic<{ name: string }>({
  code: "unused-function",
  severity: "hint",
  message: ({ name }) => `No template of this app, and none of its functions, calls \`${name}\`.`,
  doc: "A function of the app's own is there for its templates. One that is not called any more is code to read and to keep for nothing.",
  example: { bad: app("{{item.name}}"), good: app("{{initials(item.name)}}") },
});

/** A function of the app's own that nobody calls. */
export const unusedFunction = rule({
  diagnostic: found,
  app: ({ app: files, functions }) => {
    if (functions.size === 0) return [];
    const calls = sourcesOf(files).map(({ uri, text }) => ({ uri, names: callsIn(text) }));
    return [...functions.values()].flatMap(({ name, code, test }) => {
      const isCalled = calls.some(({ uri, names }) => uri !== code.uri && uri !== test?.uri && names.has(name));
      return isCalled ? [] : [found({ uri: code.uri, span: nameIn(code.text, name) }, { name })];
    });
  },
});

/** The names that stand before a parenthesis. */
function callsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/([\w$]+)\s*\(/g)].map(([, name = ""]) => name));
}

/** Where a function is first named in its code. */
function nameIn(text: string, name: string): Span {
  const start = Math.max(0, text.indexOf(name));
  return { start, end: text.startsWith(name, start) ? start + name.length : start };
}
