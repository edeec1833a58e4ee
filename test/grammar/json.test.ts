import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonNode } from "../../grammar/json/ast.ts";
import { decodeString, editText } from "../../grammar/json/decode.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { anyCharacter } from "../characters.ts";

const read = (text: string) => parseJson({ uri: "manifest.json", text });
const errors = (text: string) => read(text).diagnostics.filter(({ severity }) => severity === "error");
const codes = (text: string) => read(text).diagnostics.map(({ code }) => code);

function plain(node: JsonNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case "object":
      // As entries, so that `__proto__` is a key like another.
      return Object.fromEntries(node.members.map(({ key, value }) => [key.decoded.text, plain(value)]));
    case "array":
      return node.items.map(plain);
    case "string":
      return node.decoded.text;
    case "number":
    case "literal":
      return node.value;
  }
}

/** JSON as it is, and with a few characters changed, so that it is mostly not JSON any more. */
const nearlyJson = fc
  .tuple(
    fc.json({ stringUnit: anyCharacter }),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...'{}[]",:\\ \n\t0-1.eEtn\u0000\u001f\u2028\ufeffu/')), {
      maxLength: 3,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((changed, [at, length, character]) => {
      const start = at % (changed.length + 1);
      return changed.slice(0, start) + character + changed.slice(start + length);
    }, text),
  )
  // Comments are the one thing that a manifest may have, and JSON may not; so is a byte order mark.
  .filter((text) => !/\/[/*]|^\ufeff/.test(text));

test("without comments, the verdict and the value are those of JSON.parse", () => {
  fc.assert(
    fc.property(nearlyJson, (text) => {
      const expected = parsed(text);
      expect(errors(text).length === 0).toBe(expected !== undefined);
      if (expected) expect(plain(read(text).value)).toEqual(expected.value);
    }),
    { numRuns: 10_000 },
  );
});

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

test("any text at all is read without a crash, and findings stand inside it", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), (text) => {
      for (const { span } of read(text).diagnostics) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 3_000 },
  );
});

describe("what a manifest may have beside JSON", () => {
  test.each([
    ['// a\n{ /* b */ "a": /* c\n */ 1 // d\n}', { a: 1 }],
    ['{"a": "// no comment", "b": "/* nor this */"}', { a: "// no comment", b: "/* nor this */" }],
    ["\ufeff{}", {}],
    ['{\r\n"a": 1\r\n}', { a: 1 }],
  ])("%j", (text, value) => {
    expect(read(text).diagnostics).toEqual([]);
    expect(plain(read(text).value)).toEqual(value);
  });
});

describe("what is broken costs no more than itself", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["", undefined, ["json-syntax"]],
    ["// only a comment", undefined, ["json-syntax"]],
    ["/* never closed", undefined, ["json-syntax"]],
    ['{"a": 1,}', { a: 1 }, ["trailing-comma"]],
    ['{"a": [1, 2,], "b": 3}', { a: [1, 2], b: 3 }, ["trailing-comma"]],
    ['{"a": 1 "b": 2}', { a: 1, b: 2 }, ["json-syntax"]],
    ['{"a" 1, "b": 2}', { a: 1, b: 2 }, ["json-syntax"]],
    ['{"a": , "b": 2}', { a: undefined, b: 2 }, ["json-syntax"]],
    ['{"a": "b": 2}', { a: undefined, b: 2 }, ["json-syntax"]],
    ['{"a", "b": 2}', { a: undefined, b: 2 }, ["json-syntax"]],
    ['{"a": [1, 2, "b": 3}', { a: [1, 2], b: 3 }, ["json-syntax"]],
    ['{"a": {"b": 1}', { a: { b: 1 } }, ["json-syntax"]],
    ['{"a": {"b": ', { a: { b: undefined } }, ["json-syntax"]],
    ['{"a": "x,\n"b": 2}', { a: "x", b: 2 }, ["unclosed-string"]],
    ['{"a": "x,\r\n"b": 2}', { a: "x", b: 2 }, ["unclosed-string"]],
    ['["x \n]', ["x"], ["unclosed-string"]],
    ['["x\ny" // c\n]', ["x\ny"], ["control-character"]],
    ['["x\ny" /* c */]', ["x\ny"], ["control-character"]],
    ['["x\ny"\n]', ["x\ny"], ["control-character"]],
    ['"x\ny"', "x\ny", ["control-character"]],
    ['["x\\\n]', ["x\\"], ["unclosed-string", "bad-escape"]],
    ['{"a: 1,\n"b": 2}', { "a: 1": undefined, b: 2 }, ["unclosed-string"]],
    ['{"a": "x\ny", "b": 2}', { a: "x\ny", b: 2 }, ["control-character"]],
    ['{"a": "x\ty"}', { a: "x\ty" }, ["control-character"]],
    ['{"a": "\\d\\u12", "b": 2}', { a: "\\d\\u12", b: 2 }, ["bad-escape", "bad-escape"]],
    ["{'a': 'it\\'s'}", { a: "it's" }, ["json-syntax", "json-syntax"]],
    ["{a: 1, b: {{item.id}}}", { a: 1, b: "{{item.id}}" }, ["json-syntax", "json-syntax", "json-syntax"]],
    ['{"a": undefined, "b": True, "c": 1}', { a: undefined, b: undefined, c: 1 }, ["json-syntax", "json-syntax"]],
    ['{"a": 01, "b": .5}', { a: 1, b: 0.5 }, ["json-syntax", "json-syntax"]],
    ['{"a": 1; "b": 2}', { a: 1, b: 2 }, ["json-syntax"]],
    ['{"a": 1}}', { a: 1 }, ["json-syntax"]],
    ['{"a": 1, "a": 2}', { a: 2 }, ["duplicate-key"]],
    ['{"a": 1, "\\u0061": 2}', { a: 2 }, ["duplicate-key"]],
  ])("%s", (text, value, expected) => {
    expect(plain(read(text).value)).toEqual(value);
    expect(codes(text)).toEqual(expected);
  });

  test("a second key says where the first is", () => {
    const text = '{"uid": 1, "uid": 2}';
    const [found] = read(text).diagnostics;
    expect(found?.span).toEqual({ start: 11, end: 16 });
    expect(found?.related?.[0]?.span).toEqual({ start: 1, end: 6 });
  });

  test("what is open at the end says where it was opened", () => {
    const [found] = read('{"a": {"b": [1, 2], \n "c": 3\n').diagnostics;
    expect(found?.related?.[0]?.span).toEqual({ start: 6, end: 7 });
  });
});

describe("depth", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

  test("200 levels are read, one more is not", () => {
    expect(codes(nested(200))).toEqual([]);
    expect(codes(nested(201))).toEqual(["json-too-deep"]);
  });
});

describe("a string", () => {
  test("has the escapes of JSON, and that of its quote", () => {
    expect(plain(read(String.raw`"\" \\ \/ \b \f \n \r \t \u0041\u00e9"`).value)).toBe('" \\ / \b \f \n \r \t Aé');
    expect(plain(read(String.raw`['\' "']`).value)).toEqual(["' \""]);
  });

  test("is decoded with the place of each character", () => {
    const text = ' "a\\"\\u0062\\ud83d\\ude00é"';
    const { value, diagnostics } = decodeString({ uri: "", text }, { start: 1, end: text.length });
    expect(diagnostics).toEqual([]);
    expect(value.text).toBe('a"b😀é');
    expect([...(value.offsets ?? [])]).toEqual([2, 3, 5, 11, 17, 23, 24]);
  });

  test("takes edits that mean what they say", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.string({ unit: anyCharacter }), (before, inserted) => {
        const text = JSON.stringify(before);
        const { span, text: written } = editText({ start: 1, end: 1 }, inserted);
        expect(JSON.parse(text.slice(0, span.start) + written + text.slice(span.end))).toBe(inserted + before);
      }),
    );
  });
});
