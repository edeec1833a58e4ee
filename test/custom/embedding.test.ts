import { Script } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readFunctions } from "../../compiler/functions/read.ts";
import { customScript, testScript } from "../../compiler/generate/custom.ts";
import { loadCustom } from "../../compiler/generate/load.ts";
import { site } from "../../language/values.ts";

/** Pieces of code that may break out of the place into which they are written. */
const pieces = fc.constantFrom(
  ..."{ } ( ) [ ] ; , . => = + / * ` ${ ' \" \\ // /* */ <!-- --> # @ ? : ! 1 \n \r \u2028".split(" "),
  ..."function f return await async yield let const var class static if else for of in new this x iml debug".split(" "),
  ..."arguments import export default super eval use_strict '\n".split(" "),
  "'use strict';",
);
const whole = fc.constantFrom("function f() {}", "function f(x) { return x; }", "const f = () => 1");

/** Code that is mostly none, and a function with a few pieces around it, which often is code. */
const code = fc
  .oneof(
    fc.array(fc.oneof({ weight: 20, arbitrary: pieces }, whole), { maxLength: 12 }),
    fc
      .tuple(fc.array(pieces, { maxLength: 4 }), whole, fc.array(pieces, { maxLength: 4 }))
      .map(([before, own, behind]) => [...before, own, ...behind]),
  )
  .map((each) => each.join(" "));

function read(text: string) {
  return readFunctions([{ name: "f", code: { uri: "f.code.js", text }, test: undefined }]);
}

/** Whether text runs as the body of a module would: strict, with nothing open around it. */
function compiles(text: string): boolean {
  try {
    new Script(`"use strict";\n${text.replace("export default", "const module =")}`);
    return true;
  } catch {
    return false;
  }
}

test("code without errors can be written into a module", () => {
  let accepted = 0;
  fc.assert(
    fc.property(code, (text) => {
      const { value, diagnostics } = read(text);
      if (diagnostics.some(({ severity }) => severity === "error")) return;
      accepted += 1;
      expect(compiles(customScript(value))).toBe(true);
      expect(compiles(testScript(value, text))).toBe(true);
    }),
    { numRuns: 20_000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

test("code is written as it stands", async () => {
  const text = "const f = () => `\n\n\n\n  a\u2028\\u0041$  \n`; // }} */ return";
  const custom = (await loadCustom(read(text).value)) as Readonly<
    Record<string, (...args: readonly unknown[]) => unknown>
  >;
  expect(custom.f?.(site("f", "here"), "UTC", new Date())).toBe("\n\n\n\n  a\u2028A$  \n");
});
