import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JsonError, maxJsonDepth, parseJson, toJson } from "../../language/json.ts";
import type { Value } from "../../language/values.ts";
import { value } from "./arbitrary.ts";

describe("reading", () => {
  test("without long integers it is JSON.parse", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/\d{16}/.test(text));
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("an integer keeps its digits, whatever stands around it", () => {
    const around = fc.constantFrom<(digits: string) => [string, (parsed: Value) => Value]>(
      (digits) => [digits, (parsed) => parsed],
      (digits) => [`[1,${digits}]`, (parsed) => (parsed as readonly Value[])[1]],
      (digits) => [`{"id" : ${digits} ,"s":"x"}`, (parsed) => (parsed as { id: Value }).id],
      (digits) => [`\n${digits}\t`, (parsed) => parsed],
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), around, (integer, place) => {
        const [text, inner] = place(integer.toString());
        const exact = BigInt(Number(integer)) === integer && Number.isSafeInteger(Number(integer));
        expect(inner(parseJson(text))).toBe(exact ? Number(integer) : integer.toString());
      }),
    );
  });

  test.each<[string, Value]>([
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", "9007199254740992"],
    ["-9007199254740993", "-9007199254740993"],
    ["12345678901234567.5", 12345678901234568],
    ["1e20", 1e20],
    ['"12345678901234567890"', "12345678901234567890"],
    ['{"__proto__":12345678901234567890}', JSON.parse('{"__proto__":"12345678901234567890"}')],
  ])("%s", (text, parsed) => {
    expect(toJson(parseJson(text))).toBe(toJson(parsed));
  });

  test("two ids that are one double stay two", () => {
    expect(parseJson("[12345678901234567890,12345678901234567891]")).toEqual([
      "12345678901234567890",
      "12345678901234567891",
    ]);
  });

  test.each<[string, string]>([
    ["brackets in texts", `"${"[{".repeat(300)}"`],
    ["brackets behind escaped quotes", `["\\"${"[".repeat(300)}", "\\\\", 1]`],
    ["brackets side by side", `[${"[],{},".repeat(300)}1]`],
    ["a key of brackets", `{"${"{".repeat(300)}": [1]}`],
  ])("%s are not nested", (_, text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test.each(["", "{", "[1,]", "{'a':1}", "undefined", "01", '"\u0001"'])("%j is no JSON", (text) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ name: "JsonError", code: "json-syntax" }));
  });

  test.each([
    ["arrays", (n: number) => "[".repeat(n) + "]".repeat(n)],
    ["objects", (n: number) => `${'{"a":'.repeat(n)}1${"}".repeat(n)}`],
    ["both", (n: number) => `${'[{"a":'.repeat(n / 2)}1${"}]".repeat(n / 2)}`],
  ])("%s may be nested %i deep and no deeper", (_, nested) => {
    expect(() => parseJson(nested(maxJsonDepth))).not.toThrow();
    expect(() => parseJson(nested(maxJsonDepth + 2))).toThrow(
      expect.objectContaining({ name: "JsonError", code: "json-depth" }),
    );
  });

  test("a hundred thousand brackets are refused at once", () => {
    expect(() => parseJson("[".repeat(100_000))).toThrow(JsonError);
    expect(() => parseJson(`${"[".repeat(100_000)}12345678901234567890`)).toThrow(JsonError);
  });

  test("brackets in texts and side by side are no depth", () => {
    expect(parseJson(JSON.stringify(["[{".repeat(300), '"[['.repeat(300), "\\[".repeat(300)]))).toHaveLength(3);
    expect(parseJson(`[${Array(500).fill("{}").join(",")}]`)).toHaveLength(500);
  });
});

describe("writing", () => {
  test.each<[Value, string]>([
    [undefined, "null"],
    [{ a: undefined, b: null, c: [undefined] }, '{"b":null,"c":[null]}'],
    [[Number.NaN, Number.POSITIVE_INFINITY, 1.5], "[null,null,1.5]"],
    [{ d: new Date("2024-05-20T00:00:00Z") }, '{"d":"2024-05-20T00:00:00.000Z"}'],
    [{ b: [Uint8Array.of(0, 255)] }, '{"b":["AP8="]}'],
    [{ toJSON: "x" }, '{"toJSON":"x"}'],
  ])("%o", (given, text) => {
    expect(toJson(given)).toBe(text);
  });

  test("every value has JSON text, and reading it again changes nothing more", () => {
    fc.assert(
      fc.property(value, (any) => {
        const text = toJson(any);
        expect(toJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});
