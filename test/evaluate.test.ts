import { describe, expect, test } from "vitest";
import { evaluate, evaluateAll, type Outcome } from "../compiler/evaluate.ts";
import type { Collection, Value } from "../language/values.ts";

/** The value of a template; fails if there is none. */
async function resultOf(template: unknown, context: Collection = {}, timezone?: string, now?: Date): Promise<Value> {
  const outcome = await evaluate(template, { context, timezone, now });
  if ("error" in outcome) throw new Error(outcome.error.message);
  return outcome.value;
}

function errorOf(outcome: Outcome): string {
  return "error" in outcome ? `${outcome.error.code}: ${outcome.error.message}` : "no error";
}

describe("a template", () => {
  test("that is one expression keeps its type, any other is text", async () => {
    const context = { n: 5, missing: null, list: [1, [2, 3]] };
    expect(await resultOf("{{n}}", context)).toBe(5);
    expect(await resultOf(" {{n}}", context)).toBe(" 5");
    expect(await resultOf("{{n}}{{missing}}{{list}}", context)).toBe("51,2,3");
    expect(await resultOf("no expression }}", context)).toBe("no expression }}");
  });

  test("is evaluated at any depth", async () => {
    const template = { a: ["{{x}}", { b: "{{x}} and {{y}}" }], c: { "{{...}}": "{{more}}", d: "{{x}}" } };
    expect(await resultOf(template, { x: 1, more: { d: 0, e: 2 } })).toEqual({
      a: [1, { b: "1 and " }],
      c: { d: 1, e: 2 },
    });
  });

  test("leaves undefined out of objects and has null for it in arrays", async () => {
    const value = await resultOf({ kept: "{{null}}", gone: "{{nothing}}", list: ["{{nothing}}", "{{ignore}}", 1] });
    expect(value).toStrictEqual({ kept: null, list: [null, null, 1] });
  });

  test("spreads collections only, later keys win", async () => {
    const context = { a: { x: 1, y: 1 }, list: [1, 2], text: "abc" };
    expect(await resultOf({ x: 0, "{{...}}": "{{a}}", y: 2 }, context)).toEqual({ x: 1, y: 2 });
    expect(await resultOf({ x: 0, "{{...}}": "{{list}}" }, context)).toEqual({ x: 0 });
    expect(await resultOf({ x: 0, "{{...}}": "{{text}}" }, context)).toEqual({ x: 0 });
    expect(await resultOf({ x: 0, "{{...}}": "{{nothing}}" }, context)).toEqual({ x: 0 });
  });

  test("keeps the digits of integers that are too long for a number", async () => {
    expect(await resultOf("{{id}}-{{id}}", { id: "12345678901234567890" })).toBe(
      "12345678901234567890-12345678901234567890",
    );
  });
});

describe("reading", () => {
  const item = {
    a: [{ b: 1 }, { b: 2 }],
    length: 7,
    "content-type": "json",
    constructor: "own",
    text: "abc",
    "1": "one",
  };

  test.each([
    ["item.a[2].b", 2],
    ["item.a[-1].b", 2],
    ["item.a[].b", 1],
    ["item.a.2.b", 2],
    ["item.a[0]", undefined],
    ["item.a[3].b.c.d", undefined],
    ["item.length", 7],
    ["item.a.length", undefined],
    ["item.text.length", undefined],
    ["item.constructor", "own"],
    ["item.a.constructor", undefined],
    ["item.text.constructor.constructor", undefined],
    ["item.__proto__", undefined],
    ["item['__proto__']", undefined],
    ["item[concat]", undefined],
    ["item.toString", undefined],
    ["item.hasOwnProperty", undefined],
    ["item.content-type", "json"],
    ["item.`content-type`", "json"],
    ["item['content' + '-type']", "json"],
    ["item.1", "one"],
    ["item['1']", "one"],
    ["item[1]", "one"],
    ["nothing.at.all", undefined],
    ["nothing[1][2]", undefined],
    ["`no such name`", undefined],
    ["upper(item.text).b", undefined],
    ["first(item.a).b", 1],
  ])("%s", async (expression, expected) => {
    expect(await resultOf(`{{${expression}}}`, { item })).toBe(expected);
  });

  test("of headers is the same in any case", async () => {
    const context = { headers: { "X-Shop-Id": "7" }, name: "x-SHOP-id", other: { "X-Shop-Id": 8 } };
    expect(await resultOf("{{headers.`x-shop-id`}}", context)).toBe("7");
    expect(await resultOf("{{headers['X-SHOP-ID']}}", context)).toBe("7");
    expect(await resultOf("{{headers[name]}}", context)).toBe("7");
    expect(await resultOf("{{headers['X-' + 'SHOP-ID']}}", context)).toBe("7");
    expect(await resultOf("{{headers['X-' + lower('SHOP') + substring(name; 6)]}}", context)).toBe("7");
    expect(await resultOf("{{other.`x-shop-id`}}", context)).toBe(undefined);
  });

  test("of all headers has their names as they were given", async () => {
    const context = { headers: { "X-Shop-Id": "7", host: "a.example" } };
    expect(await resultOf("{{headers}}", context)).toEqual(context.headers);
    expect(await resultOf("{{keys(headers)}}", context)).toEqual(["X-Shop-Id", "host"]);
    expect(await resultOf("{{get(headers; 'X-Shop-Id')}}", context)).toBe("7");
  });
});

test("there is one zero", async () => {
  expect(await resultOf(["{{-0}}", "{{1 / -0}}", "{{-zero}}"], { zero: 0 })).toEqual([0, Number.POSITIVE_INFINITY, 0]);
});

describe("names", () => {
  test("that JavaScript keeps for itself, or that generated code uses, are variables like others", async () => {
    const names = [
      "class",
      "eval",
      "arguments",
      "undefined",
      "await",
      "toText",
      "compact",
      "upper",
      "values",
      "functions",
    ];
    const more = ["site1", "template0", "x y", "x-y", "x_y", "1", "é", "__proto__", "constructor", "let", "Function"];
    for (const name of [...names, ...more]) {
      const context = Object.fromEntries([[name, { v: `the value of ${name}` }]]);
      expect(await resultOf(`{{upper(toString)}}{{\`${name}\`.v}} {{trim(' x ')}}`, context)).toBe(
        `the value of ${name} x`,
      );
    }
  });

  test("are keywords only where the context has no such member, and never in backticks", async () => {
    expect(await resultOf(["{{true}}", "{{space}}", "{{emptyarray}}"], {})).toEqual([true, " ", []]);
    expect(await resultOf(["{{true}}", "{{space}}"], { true: 1, space: 2 })).toEqual([1, 2]);
    expect(await resultOf("{{`true`}}", {})).toBe(undefined);
  });

  test("that every template has", async () => {
    const now = new Date("2026-01-31T12:00:00.500Z");
    expect(await resultOf("{{now}}", {}, undefined, now)).toEqual(now);
    expect(await resultOf("{{timestamp}}", {}, undefined, now)).toBe(1769860800);
    expect(await resultOf("{{environment.timezone}}", {}, "Asia/Tokyo")).toBe("Asia/Tokyo");
    expect(await resultOf("{{pi}}")).toBe(Math.PI);
    expect(await resultOf("{{uuid = uuid}}")).toBe(false);
    expect(await resultOf("{{uuid}}")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await resultOf("{{executionId = executionId}}")).toBe(true);
  });

  test.each([[new Date(1000)], [1000], ["1970-01-01T00:00:01Z"]])(
    "of the time that a context says as %j",
    async (now) => {
      expect(await resultOf("{{now}}", { now })).toEqual(new Date(1000));
      expect(await resultOf("{{timestamp}}", { now })).toBe(1);
    },
  );

  test.each([["soon"], [1e30], [null]])("of the time that a context does not say: %j", async (now) => {
    expect(await resultOf("{{now}}", { now }, undefined, new Date(5))).toEqual(new Date(5));
  });

  test("of the zone: the one that is given, that of the context, or UTC", async () => {
    const template = "{{formatDate(d, 'HH:mm')}}";
    const d = new Date("2026-01-31T12:00:00Z");
    expect(await resultOf(template, { d })).toBe("12:00");
    expect(await resultOf(template, { d, environment: { timezone: "Asia/Tokyo" } })).toBe("21:00");
    expect(await resultOf(template, { d, environment: { timezone: "Asia/Tokyo" } }, "Europe/Prague")).toBe("13:00");
  });
});

describe("only what is used is evaluated", () => {
  test.each([
    ["if(true; 1; parseDate('no date'))", 1],
    ["if(false; parseDate('no date'); 2)", 2],
    ["ifempty('a'; parseDate('no date'))", "a"],
    ["0 & parseDate('no date')", 0],
    ["'a' | parseDate('no date')", "a"],
  ])("%s", async (expression, expected) => {
    expect(await resultOf(`{{${expression}}}`)).toBe(expected);
  });

  test("an argument too many is evaluated and does not count", async () => {
    expect(await resultOf("{{upper('a'; 'b'; lower('C'))}}")).toBe("A");
    expect(errorOf(await evaluate("{{upper('a'; parseDate('no date'))}}", { context: {} }))).toMatch(
      /^argument-type: parseDate/,
    );
  });
});

describe("an array in brackets is null, though a checker calls it an error", () => {
  test.each([
    ["{{['markdown']}}", null],
    ["{{[]}}", null],
    ["{{length([1, 2])}}", 0],
    ["{{ifempty([item], 'none')}}", "none"],
    ["a{{[b]}}c", "ac"],
  ])("%s", async (template, expected) => {
    expect(await resultOf(template)).toBe(expected);
  });

  test("unless something else is wrong", async () => {
    expect(errorOf(await evaluate("{{[1 +]}}", { context: {} }))).toMatch(/^expression-syntax: /);
    expect(errorOf(await evaluate("{{ {a: 1} }}", { context: {} }))).toMatch(/^object-literal: /);
  });
});

describe("errors", () => {
  test.each([
    ["{{uper('a')}}", "unknown-function: There is no function `uper`. Did you mean `upper`?"],
    ["{{split('a,b')}}", /^argument-count: /],
    ["{{1 +}}", /^expression-syntax: /],
    ["{{x", /^unclosed-mustache: /],
    ["{{'x}}", /^unclosed-/],
    ["{{formatDate('yesterday')}}", /^argument-type: formatDate: 'yesterday' is not a valid date/],
    ["{{abs('x' * 1)}}", /^argument-type: abs: 'NaN' is not a valid number/],
  ])("%s", async (template, expected) => {
    expect(errorOf(await evaluate(template, { context: {} }))).toMatch(expected);
  });

  test("of one template do not touch the others", async () => {
    const outcomes = await evaluateAll(
      ["{{n}}", "{{n +}}", "{{formatDate('x')}}", "{{nope()}}", "{{n + 1}}"].map((template, n) => ({
        template,
        context: { n },
      })),
    );
    expect(outcomes.map((outcome) => ("error" in outcome ? outcome.error.code : outcome.value))).toEqual([
      0,
      "expression-syntax",
      "argument-type",
      "unknown-function",
      5,
    ]);
  });
});
