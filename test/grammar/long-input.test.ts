import { expect, test } from "vitest";
import { parseJson } from "../../grammar/json/parse.ts";
import { computed } from "../computed.ts";
import { readTemplate } from "./read.ts";

const read = (text: string) => parseJson({ uri: "manifest.json", text });
const codes = (text: string) => read(text).diagnostics.map(({ code }) => code);

test.each(["[", '{"a":', "[[{", "]", "[}"])("a manifest of any number of %s is refused without a crash", (piece) => {
  expect(read(piece.repeat(20_000)).diagnostics.some(({ severity }) => severity === "error")).toBe(true);
});

test("a string that is long or badly closed is no burden", () => {
  expect(codes(`"${"\\n".repeat(2_000_000)}"`)).toEqual([]);
  const unclosed = '"a\n'.repeat(20_001);
  const start = computed();
  read(unclosed);
  expect(computed() - start).toBeLessThan(5_000);
});

test.each([
  "(",
  "f(",
  "[",
  "{",
  "{{",
  "!",
  "-",
  "a?",
  "a?b:",
  "a=>",
  "a.",
  "a[",
  "a+",
  "a ",
  "'a",
  "`",
  "(]",
  "f(,",
  ")",
])("a template of any number of %s is refused without a crash", (piece) => {
  const { value, diagnostics } = readTemplate(`{{${piece.repeat(Math.floor(65_000 / piece.length))}}}`);
  expect(value.parts.length).toBeGreaterThan(0);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(diagnostics.length).toBeLessThan(4);
});
