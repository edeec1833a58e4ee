import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { print } from "../../grammar/iml/print.ts";
import { expressions, templates } from "./arbitrary.ts";
import { isReadAgain } from "./printing.ts";
import { onlyExpression, readTemplate } from "./read.ts";

describe("printing a tree and reading it again", () => {
  test("gives the same template", () => {
    fc.assert(fc.property(templates, isReadAgain), { numRuns: 100_000 });
  }, 120_000);

  test("gives the same text: it is canonical", () => {
    fc.assert(
      fc.property(expressions, (expr) => {
        const printed = print(expr);
        expect(print(onlyExpression(readTemplate(`{{${printed}}}`).value))).toBe(printed);
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  ["{{ a.b  ==  'x' }}", "{{a.b = 'x'}}"],
  ['{{"it\'s ""it"""}}', "{{'it''s \"it\"'}}"],
  ["{{if ( a;b ,c )}}", "{{if(a, b, c)}}"],
  ["{{(a * b) + (c)}}", "{{a * b + c}}"],
  ["{{a - (b - c)}}", "{{a - (b - c)}}"],
  ["{{(a - b) - c}}", "{{a - b - c}}"],
  ["{{!(a && b) || !c}}", "{{!(a & b) | !c}}"],
  ["{{`a`.`b`.`c-d`}}", "{{`a`.b.`c-d`}}"],
  ["{{items[{{i}}][]}}", "{{items[i][]}}"],
  ["{{a (b)}}", "{{a(b)}}"],
  ["{{(a) (b)}}", "{{a b}}"],
  ["{{(a) (b + c)}}", "{{(a) (b + c)}}"],
  ["{{'a' (-b)}}", "{{'a' (-b)}}"],
  ["{{f(a,,)}}", "{{f(a, ,)}}"],
  ["{{1.email}} {{1.50}}", "{{1.email}} {{1.5}}"],
  ["{{1.`0`}} {{1.`0`.`2`}} {{a.`0`}} {{`1`.`0`}}", "{{1.`0`}} {{1.`0`.2}} {{a.0}} {{`1`.0}}"],
  ["{{a + }}", "{{a + }}"],
  // Else they would be read as date formats.
  ["{{(hh) (mm)}}", "{{(hh) (mm)}}"],
  ["{{(x hh) (mm * 2)}}", "{{(x hh) (mm * 2)}}"],
  ["{{(-hh) (mm.h)}}", "{{(-hh) (mm.h)}}"],
  ["{{(hh) (mm.x) (mm[1]) (mm())}}", "{{hh mm.x mm[1] mm()}}"],
  ["{{(hh) (mm = ss)}}", "{{(hh) (mm = ss)}}"],
  ["{{hh.`mm`.ss + x.hh.mm + `hh`.mm + h.m.s}}", "{{hh.`mm`.ss + x.hh.mm + `hh`.mm + h.m.s}}"],
  ["{{h.m.ss + YYYY.`M` + h.x.mm + h.mm.`ss`}}", "{{h.m.ss + YYYY.`M` + h.x.mm + h.mm.`ss`}}"],
  ["{{a.`1a`.`a1-`.12.a1}}", "{{a.`1a`.`a1-`.12.a1}}"],
  ["{{`And`(a)}} {{`AND` + 1}}", "{{`And`(a)}} {{`AND` + 1}}"],
  ["{{(a = b) (c = d)}}", "{{(a = b) (c = d)}}"],
  ["{{(a * b) (c = d)}}", "{{(a * b) (c = d)}}"],
  ["{{(a * 2) (c = d)}}", "{{a * 2 (c = d)}}"],
  ["{{(-a) (c = d)}}", "{{(-a) (c = d)}}"],
  ["{{(-1) (c = d)}}", "{{-1 (c = d)}}"],
  ["{{(a.b) (c = d)}}", "{{(a.b) (c = d)}}"],
  ["{{a[1] (c = d)}}", "{{a[1] (c = d)}}"],
  ["{{'a' (c = d)}}", "{{'a' (c = d)}}"],
])("%s is printed as %s", (text, printed) => {
  expect(print(readTemplate(text).value)).toBe(printed);
});
