import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHost, toHost } from "../../language/custom/host.ts";
import { value } from "../language/arbitrary.ts";

class Point {
  readonly x = 1;
  readonly y = undefined;
  get sum(): number {
    return this.x;
  }
}

test.each([
  ["an instance", new Point(), { x: 1 }],
  ["what inherits", Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }), { own: 2 }],
  ["no prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ["an own __proto__", JSON.parse('{"__proto__": {"a": 1}}'), JSON.parse('{"__proto__": {"a": 1}}')],
  ["symbols as keys", { [Symbol("s")]: 1, a: 2 }, { a: 2 }],
  ["holes", [1, undefined, null].concat(Array(1)), [1, null, null, null]],
  ["undefined in an object", { a: undefined, b: { c: undefined } }, { b: {} }],
  ["bigint", [12n, 9007199254740993n, -9007199254740993n], [12, "9007199254740993", "-9007199254740993"]],
  ["boxed", [new String("a"), new Number(1), new Boolean(false)], ["a", 1, false]],
  ["Buffer", Buffer.from("añ"), new Uint8Array([97, 195, 177])],
  ["another view", new Uint16Array([1, 256]).subarray(1), new Uint8Array([0, 1])],
  ["ArrayBuffer", new Uint8Array([7]).buffer, new Uint8Array([7])],
  ["a date of a subclass", new (class extends Date {})(5), new Date(5)],
])("%s becomes plain", (_, given, expected) => {
  const result = fromHost(given);
  expect(result).toStrictEqual(expected);
  if (given instanceof Uint8Array) expect(Object.getPrototypeOf(result)).toBe(Uint8Array.prototype);
});

const round: Record<string, unknown> = { a: [1] };
round.a = [{ round }];

test.each([
  [() => {}, "a function"],
  [{ a: [1, { b: Symbol("s") }] }, "a symbol in `a[1].b`"],
  [{ when: new Date(Number.NaN) }, "a date that is none (`Invalid Date`) in `when`"],
  [[new Map([[1, 2]])], "a JavaScript Map in `[0]`"],
  [new Set(), "a JavaScript Set"],
  [/x/, "a JavaScript RegExp"],
  [new Error("e"), "a JavaScript Error"],
  [Promise.resolve(1), "a JavaScript Promise"],
  [round, "an object that holds itself in `a[0].round`"],
  [JSON.parse(`${"[".repeat(300)}${"]".repeat(300)}`), /^nested more than 200 levels deep/],
])("what is no value is refused, and said where: %o", (given, message) => {
  expect(() => fromHost(given)).toThrow(message);
});

describe("copies", () => {
  test("equal their values, and share nothing with them", () => {
    fc.assert(
      fc.property(value, (each) => {
        const before = structuredClone(each);
        const copy = toHost(each);
        expect(isDeepStrictEqual(fromHost(copy), fromHost(each))).toBe(true);
        spoil(copy);
        expect(isDeepStrictEqual(each, before)).toBe(true);
      }),
    );
  });
});

/** Changes whatever can be changed. */
function spoil(given: unknown): void {
  if (given instanceof Date) given.setTime(0);
  else if (given instanceof Uint8Array) given.fill(0);
  else if (typeof given === "object" && given !== null) {
    for (const key of Object.keys(given)) {
      spoil(Reflect.get(given, key));
      Reflect.deleteProperty(given, key);
    }
  }
}
