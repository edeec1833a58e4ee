import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyze } from "../compiler/analyze.ts";
import { evaluateAll } from "../compiler/evaluate.ts";
import { loadScript } from "../compiler/generate/load.ts";
import { moduleModel } from "../compiler/generate/model.ts";
import { placesIn } from "../compiler/generate/place.ts";
import { scriptText } from "../compiler/generate/script.ts";
import { encodeTagged } from "../language/codec.ts";
import type { Collection, Value } from "../language/values.ts";
import type { Webhook } from "../runtime/contract.ts";
import { codeOnly, expression, hostileText, literal } from "./generate/arbitrary.ts";

/** A template, what it reads as `item.c`, and the value that it denotes. */
interface Denotation {
  readonly template: unknown;
  readonly c?: Value;
  readonly value: Value;
}

/** A collection whose key is an own one, whatever it is called. */
function own(key: string, value: Value): Collection {
  return Object.fromEntries([[key, value]]);
}

/** Text that begins no expression, on its own or before one. */
const plainText = hostileText.map((text) => text.replaceAll("{", "("));

const quote = fc.constantFrom<"'" | '"'>("'", '"');

const denotation: fc.Arbitrary<Denotation> = fc.oneof(
  fc.tuple(hostileText, quote).map(([text, mark]) => ({ template: `{{${literal(text, mark)}}}`, value: text })),
  fc.tuple(plainText, hostileText, plainText).map(([before, text, after]) => ({
    template: `${before}{{${literal(text)}}}${after}`,
    value: before + text + after,
  })),
  plainText.map((text) => ({ template: text, value: text })),
  fc.tuple(plainText, hostileText).map(([key, text]) => ({
    template: own(key, { deeper: own(key, `{{${literal(text)}}}`) }),
    value: own(key, { deeper: own(key, text) }),
  })),
  fc.tuple(plainText, hostileText).map(([key, text]) => ({
    template: own(key, `{{item.c}}`),
    c: text,
    value: own(key, text),
  })),
  fc.tuple(hostileText, quote).map(([key, mark]) => ({
    template: `{{item.c[${literal(key, mark)}]}}`,
    c: own(key, "found"),
    value: "found",
  })),
  hostileText.map((key) => ({ template: `{{item.c[${literal(key)}].x.y}}`, c: own(key, { x: { y: 1 } }), value: 1 })),
  hostileText.map((key) => ({ template: `{{item.c[item.key + ${literal(key)}]}}`, c: own(key, 2), value: 2 })),
  hostileText
    .map((name) => name.replaceAll("`", "'"))
    .filter((name) => name !== "")
    .map((name) => ({ template: `{{item.c.\`${name}\`}}`, c: own(name, 3), value: 3 })),
  fc
    .tuple(hostileText, fc.constantFrom<Value>({}, "text", 7, true, null, new Date(0), new Uint8Array(2), []))
    .map(([key, c]) => ({ template: `{{item.c[${literal(key)}]}}`, c, value: undefined })),
  hostileText.map((key) => ({ template: { "{{...}}": "{{item.c}}" }, c: own(key, 4), value: own(key, 4) })),
);

test("a template compiles to the value it denotes, whatever characters it is made of", async () => {
  const before = prototypeNames();
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(denotation, { minLength: 1, maxLength: 400, size: "max" }), async (denotations) => {
      const output = denotations.map(({ template }, index) => ({ is: at(template, index) }));
      const source = { uri: "app/webhook.iml.json", text: JSON.stringify({ uid: "{{item.u}}", output }) };
      const { program, diagnostics } = analyze(source, "webhook");
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      if (!program) return;
      const script = scriptText(
        moduleModel(program, placesIn("app", new Map([[source.uri, source.text]]))),
        source.uri,
      );
      expect(codeOnly(script)).not.toMatch(/\b(?:any|eval|Function)\b|\bimport\s*\(/);
      const webhook = (await loadScript(script)) as Webhook;
      const item = Object.fromEntries(denotations.map(({ c }, index) => [`c${index}`, c]));
      const values = webhook.output?.({ ...request, item } as Parameters<NonNullable<Webhook["output"]>>[0]);
      const expected = denotations.map(({ value }) => (value === undefined ? {} : { is: value }));
      const wrong = denotations.filter((_, index) => !isDeepStrictEqual(itemOf(values, index), expected[index]));
      expect(wrong).toEqual([]);
      tried += denotations.length;
    }),
    { numRuns: 40, seed: 1, endOnFailure: true },
  );
  expect(tried).toBeGreaterThan(5000);
  expect(prototypeNames()).toEqual(before);
}, 120_000);

const request = {
  body: undefined,
  headers: {},
  query: undefined,
  method: "POST",
  rawBody: "",
  now: new Date(0),
  executionId: "e",
  environment: { timezone: "UTC" },
};

/** The template with its own variable for `item.c`. */
function at(template: unknown, index: number): unknown {
  return JSON.parse(JSON.stringify(template).replaceAll("item.c", `item.c${index}`));
}

function itemOf(values: Value, index: number): unknown {
  return Array.isArray(values) ? values[index] : undefined;
}

/** What is on the prototypes that everything inherits from. */
function prototypeNames(): readonly (readonly PropertyKey[])[] {
  return [Object, Array, String, Number, Boolean, Date, Uint8Array, Function].map((each) =>
    Reflect.ownKeys(each.prototype),
  );
}

describe("what a sandbox was left by elsewhere", () => {
  const reads = `item.constructor item.constructor.constructor item['constructor']['constructor'] item.__proto__
    item.__proto__.polluted item['__proto__'] item.toString.call text.constructor text['constructor'].fromCharCode
    list.constructor list.map list.__proto__.x first(list).constructor now.constructor now.getTime n.toFixed.constructor
    split('a','').constructor environment.constructor.constructor headers.constructor headers['__proto__']
    get(item,'constructor') get(item,'constructor.constructor') get(item,'__proto__.x') get(list,'length')
    item[item.key] item['con'+'structor'] \`__proto__\` \`constructor\` \`constructor\`.name globalThis process require this
    arguments values functions module exports self window \`import\` import eval Function`.split(/\s+/);
  const context = { item: { key: "constructor" }, text: "abc", list: [{ a: 1 }], n: 1, headers: {} };

  test.each(reads)("%s is undefined", async (read) => {
    const outcomes = await evaluateAll(
      [`{{${read}}}`, `{{ifempty(${read}; 'nothing')}}`].map((template) => ({ template, context })),
    );
    expect(outcomes).toEqual([{ value: undefined }, { value: "nothing" }]);
  });

  test.each([
    ["{{item.constructor.constructor('return process')()}}"],
    ["{{(() => process)()}}"],
    ["{{new Date()}}"],
    ["{{constructor.constructor('return 1')}}"],
    ["{{eval('1')}}"],
    ["{{Function('return 1')}}"],
    ["{{import('node:fs')}}"],
    ["{{toString()}}"],
    ["{{__proto__()}}"],
  ])("%s is no template", async (template) => {
    const [outcome] = await evaluateAll([{ template, context }]);
    expect(outcome).toHaveProperty("error.code");
  });
});

test("whatever is evaluated gives plain data, or an error of the language", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(expression, { minLength: 1, maxLength: 200, size: "max" }), async (expressions) => {
      const item = { id: 1, list: [1, "2", null], "content-type": "x", "2": "two" };
      const context = { item, body: [item, "text", 3], headers: { "X-A": "1" }, query: {}, method: "GET" };
      const outcomes = await evaluateAll(expressions.map((each) => ({ template: `{{${each}}}`, context })));
      for (const outcome of outcomes) if ("value" in outcome) expect(isData(encodeTagged(outcome.value))).toBe(true);
    }),
    { numRuns: 10, seed: 1, endOnFailure: true },
  );
}, 120_000);

/** Whether a value is made of nothing but JSON. */
function isData(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isData);
  if (typeof value !== "object" || value === null)
    return ["string", "number", "boolean", "object"].includes(typeof value);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isData);
}
