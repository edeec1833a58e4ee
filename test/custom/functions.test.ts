import { describe, expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate.ts";
import { readFunctions } from "../../compiler/functions/read.ts";
import { builtins } from "../../language/functions/index.ts";
import type { Collection, Value } from "../../language/values.ts";

/** The functions of an app, by the code of each. */
function functionsOf(codes: Readonly<Record<string, string>>) {
  const { value, diagnostics } = readFunctions(
    Object.entries(codes).map(([name, text]) => ({ name, code: { uri: `${name}.code.js`, text }, test: undefined })),
  );
  expect(diagnostics).toEqual([]);
  return value;
}

async function outcomeOf(template: unknown, codes: Readonly<Record<string, string>>, context: Collection = {}) {
  return evaluate(template, { context, timezone: "Europe/Prague" }, functionsOf(codes));
}

async function resultOf(expression: string, codes: Readonly<Record<string, string>>, context?: Collection) {
  const outcome = await outcomeOf(`{{${expression}}}`, codes, context);
  if ("error" in outcome) throw new Error(outcome.error.message);
  return outcome.value;
}

async function errorOf(expression: string, codes: Readonly<Record<string, string>>, context?: Collection) {
  const outcome = await outcomeOf(`{{${expression}}}`, codes, context);
  return "error" in outcome ? `${outcome.error.code}: ${outcome.error.message}` : "no error";
}

describe("a custom function", () => {
  test("wins over the built-in one of its name, which it can extend", async () => {
    const upper = "function upper(text) { return iml.upper(text) + '!'; }";
    expect(await resultOf("upper('a')", { upper })).toBe("A!");
    expect(
      await resultOf("twice('a')", { upper, twice: "function twice(x) { return iml.upper(x) + iml.upper(x); }" }),
    ).toBe("A!A!");
  });

  test("may be an arrow function, or the value of a variable, with helpers beside it", async () => {
    expect(await resultOf("f(1)", { f: "const add = (n) => n + 1;\nconst f = (n) => add(n)" })).toBe(2);
    expect(await resultOf("f(1)", { f: "var f = function (n) { return n; }; // end" })).toBe(1);
  });

  test("may declare any name, even those that it is given", async () => {
    const f =
      "const iml = 1; const custom = 2; let functions = 3; const debug = 4;\nfunction f() { return iml + custom + functions + debug; }";
    expect(await resultOf("f()", { f })).toBe(10);
  });

  test("may be called as JavaScript or IML keep for themselves", async () => {
    for (const name of ["any", "constructor", "custom", "hasOwnProperty", "site1", "toString", "values"]) {
      expect(await resultOf(`${name}(2)`, { [name]: `function ${name}(n) { return n * 2; }` })).toBe(4);
    }
  });

  test("gets what is given and no more, undefined for what is not", async () => {
    const f = "function f(a, b) { return [arguments.length, a === undefined, b === undefined].join(); }";
    expect(await resultOf("f()", { f })).toBe("0,true,true");
    expect(await resultOf("f(nothing, 2)", { f })).toBe("2,true,false");
  });

  test("cannot change what it is given, but for itself", async () => {
    const f = "function f(item) { item.list.push(item.date.setTime(0)); delete item.gone; return item; }";
    const item = { list: [1], gone: 1, date: new Date(5), bytes: new Uint8Array([1]) };
    const result = await resultOf("f(item)", { f }, { item });
    expect(result).toStrictEqual({ list: [1, 0], date: new Date(0), bytes: new Uint8Array([1]) });
    expect(item).toStrictEqual({ list: [1], gone: 1, date: new Date(5), bytes: new Uint8Array([1]) });
  });

  test("has no state between calls", async () => {
    const f = "let calls = 0;\nfunction f() { calls += 1; return calls; }";
    expect(await outcomeOf("{{f()}}{{f()}}", { f })).toEqual({ value: "11" });
  });

  test("gets buffers as Buffer, and knows the zone as Make tells it", async () => {
    const f = "function f(data) { return [Buffer.isBuffer(data), data.toString('hex'), this.timezone].join(); }";
    expect(await resultOf("f(data)", { f }, { data: new Uint8Array([255, 1]) })).toBe("true,ff01,Europe/Prague");
  });

  test("has a result of which keys are read, and that is converted where another type is wanted", async () => {
    const f = "function f(n) { return { n: [n], toString: undefined }; }";
    expect(await resultOf("f(7).n[1] + 1", { f })).toBe(8);
    expect(await resultOf("upper(f(7))", { f })).toBe('{"N":[7]}');
  });
});

describe("iml", () => {
  const call = (expression: string) => ({ f: `function f(x) { return ${expression}; }` });

  test.each<readonly [string, Value, Value]>([
    ["iml.upper(undefined)", undefined, ""],
    ["iml.upper()", undefined, ""],
    ["iml.upper(x, 'too', 'many')", 5, "5"],
    ["iml.length(x)", null, 0],
    ["iml.if(x, 'yes', 'no')", "", "no"],
    ["iml.if(x, 'yes')", "", undefined],
    ["iml.ifempty(x, 'none')", null, "none"],
    ["iml.switch(x, 1, 'one', 2, 'two')", "2", "two"],
    ["iml.get(x, 'a.2')", { a: [1, 2] }, 2],
    ["iml.join(x, '-')", ["a", "b"], "a-b"],
    ["iml.split(x, ',').map((each) => each.trim())", "a, b", ["a", "b"]],
    ["iml.formatDate(x, 'HH:mm')", "2026-01-31T12:00:00Z", "13:00"],
    ["iml.parseDate(x, 'YYYY-MM-DD').getTime()", "2026-01-31", Date.parse("2026-01-30T23:00:00Z")],
    ["iml.parseDate(Number(x), 'X')", "5", new Date(5000)],
    ["iml.replace(x, '/b+/g', '-')", "abbcb", "a-c-"],
    ["iml.keys(x)", { b: 1, a: 2 }, ["b", "a"]],
  ])("%s with %j", async (expression, x, expected) => {
    expect(await resultOf("f(x)", call(expression), { x })).toStrictEqual(expected);
  });

  test("has every built-in function", async () => {
    const names = [...builtins.keys()];
    const f = `function f() { return ${JSON.stringify(names)}.filter((name) => typeof iml[name] !== 'function'); }`;
    expect(await resultOf("f()", { f })).toEqual([]);
  });

  test("has the functions of the app as they are", async () => {
    const make = "function make() { return () => new Map([[1, 2]]); }";
    const f = "function f() { return iml.make()().get(1); }";
    expect(await resultOf("f()", { f, make })).toBe(2);
  });
});

describe("what fails is an error of the call", () => {
  test.each([
    ["throw new RangeError('too far');", "f: RangeError: too far."],
    ["throw 'words';", "f: it threw 'words'."],
    ["throw undefined;", "f: it threw a value that is no error (undefined)."],
    ["return x.y.z;", /^f: TypeError: Cannot read properties of undefined/],
    ["return f(x);", /^f: RangeError: Maximum call stack/],
    ["return () => x;", "f: TypeError: a function is no value of IML."],
    ["return { a: [Symbol()] };", "f: TypeError: a symbol in `a[0]` is no value of IML."],
    ["return iml.upper(() => x);", "f: TypeError: a function is no value of IML."],
    ["return iml.formatDate('x');", /^f: formatDate: 'x' is not a valid date/],
    ["return iml['no such']();", /^f: TypeError: iml.* is not a function/],
    [
      "return Object.defineProperty({}, 'a', { enumerable: true, get() { throw new Error('got'); } });",
      "f: Error: got.",
    ],
  ])("%s", async (body, message) => {
    const error = await errorOf("f(item)", { f: `function f(x) { ${body} }` }, { item: {} });
    const [, code, rest = ""] = /^([\w-]+): (.*)$/.exec(error) ?? [];
    expect(code).toBe("custom-function");
    expect(rest).toMatch(message);
    if (typeof message === "string") expect(rest).toBe(message);
  });

  test("a promise is no value", async () => {
    expect(await errorOf("f()", { f: "function f() { return (async () => 1)(); }" })).toBe(
      "custom-function: f: TypeError: a JavaScript Promise is no value of IML.",
    );
  });
});

test("nothing reaches a prototype", async () => {
  const f = "function f(x) { return x; }";
  const item = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}');
  expect(JSON.stringify(await resultOf("f(item)", { f }, { item }))).toBe(JSON.stringify(item));
  expect("polluted" in {}).toBe(false);
});
