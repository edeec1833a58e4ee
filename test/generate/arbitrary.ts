import fc from "fast-check";
import { builtins } from "../../language/functions/index.ts";
import { keywords } from "../../language/keywords.ts";
import { scopes } from "../../language/scopes.ts";

/** Pieces that end strings, comments and templates of JavaScript, name what it inherits, or are no character at all. */
const hostilePieces = [
  ..."\"'`\\/{}()[];,$\n\r\t\0\u007f\u0085\u2028\u2029\u202e\ufeff\ud800\udfff",
  "*/",
  "/*",
  "//",
  "$" + "{",
  "\\u0022",
  "\\",
  "</script>",
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "toString",
  "length",
  "eval",
  "any",
  "Function",
  "👩‍👩‍👧",
  "é",
  "0",
  "-1",
  "1e3",
  "a",
  " ",
  "-",
];

/** Text that is dangerous to put into code. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...hostilePieces), fc.string({ unit: "binary", maxLength: 2 })), { maxLength: 6 })
  .map((pieces) => pieces.join(""));

/** A text literal that denotes the text: its own quote is doubled. */
export function literal(text: string, quote: '"' | "'" = "'"): string {
  return quote + text.replaceAll(quote, quote + quote) + quote;
}

/** Expressions of an item's scope, of every kind that the language has. */
export const expression: fc.Arbitrary<string> = fc.letrec<{ any: string; path: string; call: string; binary: string }>(
  (tie) => ({
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(...scopes.ItemScope.keys(), ...keywords.keys()),
      hostileText.map((text) => literal(text)),
      fc.oneof(fc.nat().map(String), fc.constantFrom("0.1", "1.5", "9007199254740993", "00", "9".repeat(400))),
      tie("path"),
      tie("call"),
      tie("binary"),
      tie("any").map((operand) => `(${operand})`),
      tie("any").map((operand) => `!(${operand})`),
      tie("any").map((operand) => `-(${operand})`),
    ),
    path: fc
      .tuple(
        fc.constantFrom("item", "body", "headers", "query", "environment", "now", "method", "first(item)"),
        fc.array(
          fc.oneof(
            fc.constantFrom(
              ".id",
              ".length",
              ".constructor",
              ".`content-type`",
              ".any",
              ".eval",
              ".`__proto__`",
              ".2",
              "[]",
              "[1]",
              "[-1]",
            ),
            hostileText.map((text) => `[${literal(text, '"')}]`),
            tie("any").map((index) => `[${index}]`),
          ),
          { maxLength: 3 },
        ),
      )
      .map(([head, steps]) => head + steps.join("")),
    call: fc
      .tuple(fc.constantFrom(...builtins.values()), fc.array(tie("any"), { maxLength: 4 }))
      .map(([{ name }, args]) => `${name}(${args.join("; ")})`),
    binary: fc
      .tuple(tie("any"), fc.constantFrom(..."* / % + - ++ < <= > >= = != & |".split(" ")), tie("any"))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
  }),
).any;

/** Generated code without its strings and comments. */
export function codeOnly(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|\/\*.*?\*\/|\/\/[^\n]*/gs, '""');
}
