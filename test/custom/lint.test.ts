import { describe, expect, test } from "vitest";
import { readFunctions } from "../../compiler/functions/read.ts";
import { signature } from "../../language/functions/signature.ts";

/** What is said of the code of a function `f`, each with what it is said of. */
function findings(text: string, name = "f"): readonly string[] {
  const { diagnostics } = readFunctions([{ name, code: { uri: "f.code.js", text }, test: undefined }]);
  return diagnostics.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`.trim());
}

describe("names that are declared", () => {
  test.each([
    "function f(a, { b, c: [d], ...e }, [g = a] = [], ...h) { return [a, b, d, e, g, h, f]; }",
    "function f() { return later() + hoisted; function later() { return 1; } var hoisted; }",
    "function f() { if (true) { var inner = 1; } for (var i of []) {} return inner + i; }",
    "function f() { let a = 1; { let b = a; a = b; } return a; }",
    "function f(o) { for (const k in o) o[k]; for (let i = 0; i < 1; i++) o[i]; return o; }",
    "function f(x) { switch (x) { case 1: const y = x; return y; default: return y; } }",
    "function f() { try { throw 1; } catch { } try { } catch (e) { return e; } finally { } }",
    "function f() { const g = function self(n) { return n ? self(n - 1) : arguments; }; return g; }",
    "function f() { class A { #p = 1; static { this.q = A; } m() { return this.#p + arguments.length; } } return A; }",
    "function f(o) { out: for (;;) { break out; } return { out: o.out, in: o?.in, get: 1, ['o' + o]: o }; }",
    `const { f: g } = {}; const f = (x) => \`\${x}\${g}\` + tag\`\${x}\`; function tag() {}`,
    "function f(x) { return typeof process === 'undefined' && x instanceof Uint8Array && Buffer.from(x); }",
    "function f(x) { return [undefined, NaN, Infinity, JSON, Math, Intl, Reflect, Symbol.iterator, debug(x)]; }",
    "function f() { return async function* () { for await (const x of []) yield* x; await 1; return new.target; }; }",
  ])("%s", (code) => expect(findings(code)).toEqual([]));
});

describe("names that nobody declares", () => {
  test.each([
    ["function f() { return process.env; }", "process"],
    ["function f() { return { process }; }", "process"],
    ["function f({ a = fetch }) { return a; }", "fetch"],
    ["function f() { count = 1; }", "count"],
    ["function f() { [a] = [1]; }", "a"],
    ["function f() { { let a; } return a; }", "a"],
    ["function f() { if (1) { function g() {} } return g(); }", "g"],
    ["function f() { for (let i = 0; i < 1; i++) {} return i; }", "i"],
    ["function f() { (function self() {}); return self; }", "self"],
    ["function f() { try {} catch (e) {} return e; }", "e"],
    ["const f = () => arguments;", "arguments"],
    ["function f(o) { return o[name]; }", "name"],
    ["function f() { return window?.x; }", "window"],
    ["function f() { return new Function('return 1')(); }", "Function"],
    ["function f() { return eval('1'); }", "eval"],
    ["function f() { return globalThis.process; }", "globalThis"],
    ["function f() { return typeof (0, process); }", "process"],
    ["function f() {} f(module);", "module"],
  ])("%s", (code, name) => expect(findings(code)).toEqual([`function-global ${name}`]));
});

test.each([
  ["import x from 'y'; function f() { return x; }", ["function-import import"]],
  ["async function f(a) { await a; }", ["function-not-at-once async function f(a)"]],
  ["function* f() { yield 1; }", ["function-not-at-once function* f()"]],
  ["async function* f() {}", ["function-not-at-once async function* f()"]],
  ["const f = async (a) => a;", ["function-not-at-once async (a) =>"]],
  ["function f() { return async () => 1; } async function g() {}", []],
  ["export default function f() {}", ["function-import export", "function-not-defined"]],
  ["export { f }; function f() {}", ["function-import export"]],
  ["function f() { return import('x'); }", ["function-import import"]],
  ["function f() { return import.meta.url; }", ["function-import import"]],
  ["function f() { return require('x'); }", ["function-import require"]],
  ["function f(require) { return require('x'); }", []],
])("modules: %s", (code, expected) => expect(findings(code)).toEqual(expected));

test.each([
  ["function f( {", "function-syntax"],
  ["", "function-not-defined"],
  ["function () {}", "function-syntax ("],
  ["await 1; function f() {}", "function-syntax await"],
  ["const f = () => 1; const g = { h: [await f()] };", "function-syntax await"],
  ["for await (const x of []) {} function f() {}", "function-syntax for"],
  ["function f() { await 1; }", "function-syntax"],
  ["function f(await) {}", "function-syntax await"],
  ["function f() { return 1 <!-- 2; }", "function-syntax"],
  ["return 1; function f() {}", "function-syntax return"],
  ["#!/usr/bin/env node\nfunction f() {}", "function-syntax"],
  ["}}); function f() {", "function-syntax }"],
  ["function f() { with ({}) {} }", "function-syntax with"],
  ["const f = 5;", "function-not-defined"],
])("what runs nowhere: %s", (code, expected) => expect(findings(code)[0]).toContain(expected));

test.each([
  ["removeEmpty", "function removeEmpty() {}", "removeEmpty"],
  ["remove-empty", "function removeEmpty() {}", "removeEmpty"],
  ["get-api-url", "function helper() {} const getApiURL = () => 1;", "getApiURL"],
  ["remove-empty", "function remove() {}", "removeEmpty"],
])("%s: %s", (name, text, expected) => {
  const { value } = readFunctions([{ name, code: { uri: "x.js", text }, test: undefined }]);
  expect([...value.keys()]).toEqual([expected]);
});

test.each([
  ["function f(a, b = 1, ...c) {}", "f(a?, b?, c…)"],
  ["const f = ({ a }, [b], $c) => a + b;", "f(argument1?, argument2?, argument3?)"],
  ["function f(a) { return arguments[1]; }", "f(args…)"],
  ["const f = function () {}", "f()"],
])("parameters of %s", (text, expected) => {
  const { value } = readFunctions([{ name: "f", code: { uri: "x.js", text }, test: undefined }]);
  const spec = value.get("f")?.spec;
  expect(spec && signature(spec)).toBe(expected);
});
