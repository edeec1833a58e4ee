import { describe, expect, test } from "vitest";
import { readManifest, readTemplate } from "./read.ts";

describe("a template that is beyond a limit", () => {
  test.each<[string, string, string, number, number]>([
    [
      "is too long as a whole",
      `{{a}}${"x".repeat(65_532)}`,
      "This template is 65537 characters long; the limit is 65536.",
      0,
      65_539,
    ],
    ["is too deep where brackets nest", `{{${"(".repeat(70)}`, "This expression is more than 64 levels deep.", 67, 68],
    ["is too deep where different brackets nest", `{{${"f([".repeat(35)}`, tooDeep(), 100, 101],
    ["is too deep where choices nest", `{{(${"a?".repeat(70)}`, tooDeep(), 131, 132],
    ["is too deep as a whole, if no bracket is", `{{${"-".repeat(64)}a}}`, tooDeep(), 3, 68],
  ])("%s", (_, text, message, start, end) => {
    const { value, diagnostics } = readTemplate(text);
    expect(diagnostics.map((found) => ({ message: found.message, span: found.span }))).toEqual([
      { message, span: { start, end } },
    ]);
    expect(value.parts.map((part) => (part.kind === "expression" ? part.expr.kind : part.text))).toEqual(["missing"]);
  });

  function tooDeep(): string {
    return "This expression is more than 64 levels deep.";
  }
});

describe("what stands side by side is not deep", () => {
  test.each<[string, string, readonly string[]]>([
    ["calls", `{{f(${Array(100).fill("g(a)").join(", ")})}}`, []],
    ["indices", `{{f(${Array(100).fill("a[b[1]]").join(", ")})}}`, []],
    ["expressions", "{{f(a)}} ".repeat(100), []],
    ["expressions that are not closed well", "{{f(a}} ".repeat(70), Array(70).fill("expression-syntax")],
    ["objects", `{{f(${Array(40).fill("{a: {b: c}}").join(", ")})}}`, Array(40).fill("object-literal")],
    ["choices", "{{f(a ? b : c)}} ".repeat(80), Array(80).fill("ternary")],
  ])("%s", (_, text, codes) => {
    expect(readTemplate(text).diagnostics.map(({ code }) => code)).toEqual(codes);
  });
});

test("JSON that nests too deep says so at the bracket", () => {
  expect(readManifest("[".repeat(250)).diagnostics).toMatchObject([
    { message: "This is nested more than 200 levels deep.", span: { start: 200, end: 201 } },
  ]);
  expect(readManifest(`[${"[{}],".repeat(300)}1]`).diagnostics).toEqual([]);
});
