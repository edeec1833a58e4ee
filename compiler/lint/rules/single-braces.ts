import { diagnostic } from "../../../grammar/diagnostic.ts";
import { scopes } from "../../../language/scopes.ts";
import { searching } from "../examples.ts";
import { rule } from "../rule.ts";
import { stringsIn } from "../strings.ts";

const found = diagnostic<{ path: string }>({
  code: "single-braces",
  severity: "warning",
  message: ({ path }) =>
    `\`{${path}}\` is sent as it stands: an expression is written in two pairs of braces, \`{{${path}}}\`.`,
  doc: "Only what stands in `{{` and `}}` is evaluated. A path in one pair of braces, as API documentations write them, is text like any other.",
  example: {
    bad: searching(`{"url": "https://a.example/users/{parameters.id}"}`),
    good: searching(`{"url": "https://a.example/users/{{parameters.id}}"}`),
  },
});

/** A path of a variable in one pair of braces. */
export const singleBraces = rule({
  diagnostic: found,
  manifest({ source: { uri, text }, json, program: { units, unrun } }) {
    const names = new Set([...units, ...unrun].flatMap(({ scope }) => (scope ? [...scopes[scope].keys()] : [])));
    return stringsIn(json).flatMap(({ span }) =>
      [...outside(text.slice(span.start, span.end)).matchAll(inBraces)].flatMap(({ 0: all, 1: path = "", index }) => {
        if (!names.has(path.split(/[.[]/, 1)[0] ?? "")) return [];
        const start = span.start + index;
        const place = { uri, span: { start, end: start + all.length } };
        const edits = [{ span: place.span, text: `{{${path}}}` }];
        return [found(place, { path }, { fix: { title: "Write two pairs of braces", edits, unsafe: true } })];
      }),
    );
  },
});

const inBraces = /(?<!\$)\{([A-Za-z]\w*(?:\.\w+|\[\d*\])+)\}/g;

/** A string as it is written, with blanks in place of its expressions: a text in one of them may look for such a path. */
function outside(written: string): string {
  return written.replace(/\{\{.*?(?:\}\}|$)/gs, (expression) => " ".repeat(expression.length));
}
