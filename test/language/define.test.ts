import { expect, expectTypeOf, test } from "vitest";
import { define, parameterOf } from "../../language/functions/define.ts";
import * as functions from "../../language/functions/index.ts";
import { t } from "../../language/types.ts";
import type { Collection, Site, Value } from "../../language/values.ts";
import * as values from "../../language/values.ts";

const row = { name: "f", doc: "…", source: "…", examples: [] } as const;

test("an implementation is given what its row declares", () => {
  const all = define(
    {
      ...row,
      params: [
        ["text", t.text],
        ["count?", t.number],
        ["list", t.array(t.any)],
        ["object", t.open()],
        ["either", t.oneOf(t.text, t.buffer)],
        ["lazy()", t.any],
        ["later()?", t.text],
        ["...more", t.boolean],
      ],
      returns: t.text,
      needs: ["site", "zone", "now"],
    },
    (site, zone, now, text, count, list, object, either, lazy, later, ...more) => {
      expectTypeOf(site).toEqualTypeOf<Site>();
      expectTypeOf(zone).toEqualTypeOf<string>();
      expectTypeOf(now).toEqualTypeOf<Date>();
      expectTypeOf(text).toEqualTypeOf<string>();
      expectTypeOf(count).toEqualTypeOf<number | undefined>();
      expectTypeOf(list).toEqualTypeOf<readonly Value[]>();
      expectTypeOf(object).toExtend<Collection>();
      expectTypeOf(either).toEqualTypeOf<Value>();
      expectTypeOf(lazy).toEqualTypeOf<() => Value>();
      expectTypeOf(later).toEqualTypeOf<(() => string) | undefined>();
      expectTypeOf(more).toEqualTypeOf<boolean[]>();
      return `${site.name} in ${zone}`;
    },
  );
  expect(all(values.site("f", "x:1:1"), "UTC", new Date(0), "", 1, [], {}, "", () => null, undefined, true)).toBe(
    "f in UTC",
  );
  expect(all.spec.name).toBe("f");
});

test("any number of arguments may be given unevaluated", () => {
  const some = define({ ...row, params: [["...cases()", t.text]], returns: t.text }, (...cases) => {
    expectTypeOf(cases).toEqualTypeOf<(() => string)[]>();
    return cases.map((each) => each()).join("");
  });
  expect(
    some(
      () => "a",
      () => "b",
    ),
  ).toBe("ab");
});

test("one that does not fit its row is refused by TypeScript", () => {
  // @ts-expect-error the row says text, the implementation gives a number
  define({ ...row, params: [["text", t.text]], returns: t.text }, (text) => text.length);
  // @ts-expect-error an argument that may be left out may be undefined
  define({ ...row, params: [["text?", t.text]], returns: t.text }, (text) => text.trim());
  // @ts-expect-error a lazy argument is a function
  define({ ...row, params: [["then()", t.number]], returns: t.number }, (then) => then);
  // @ts-expect-error it needs no site, so it is given none
  define({ ...row, params: [["text", t.text]], returns: t.text }, (site, text) => `${site}${text}`);
  // @ts-expect-error an array of anything has no texts
  define({ ...row, params: [["array", t.array(t.any)]], returns: t.text }, (array) => array.map((i) => i.trim())[0]);
  // @ts-expect-error there is no such need
  define({ ...row, params: [], returns: t.text, needs: ["clock"] }, () => "");
});

test("calls are held to the row as well", () => {
  const upper = define({ ...row, params: [["text", t.text]], returns: t.text }, (text) => text.toUpperCase());
  expect(upper("a")).toBe("A");
  // @ts-expect-error a number has to be converted first
  expect(() => upper(1)).toThrow();
});

test("every function is exported under its export name, which is none of the names of imlc/values", () => {
  for (const [name, { exportName, category }] of functions.builtins) {
    const exported = Object.entries(functions).find(([key]) => key === exportName)?.[1];
    expect(typeof exported, name).toBe("function");
    expect(Object.keys(values), name).not.toContain(exportName);
    expect(category).toMatch(/^[a-z]+$/);
  }
  const { builtins, customFunctions, ...exported } = functions;
  expect(typeof customFunctions).toBe("function");
  expect(builtins.size).toBe(Object.keys(exported).length);
});

test("the marks of a row stand where they can be obeyed", () => {
  for (const { name, params, doc, source, examples } of functions.builtins.values()) {
    const marks = params.map(([param]) => /^(\.\.\.)?[a-z][A-Za-z]*(\(\))?(\?)?$/.exec(param));
    expect(marks.every(Boolean), name).toBe(true);
    expect(
      marks.slice(0, -1).some((mark) => mark?.[1]),
      name,
    ).toBe(false);
    const firstOptional = params.findIndex(([param]) => param.endsWith("?"));
    if (firstOptional >= 0)
      expect(
        params.slice(firstOptional).every(([param]) => /\?$|^\.\.\./.test(param)),
        name,
      ).toBe(true);
    expect(doc, name).toMatch(/\.$/);
    expect(source, name).not.toBe("");
    expect(examples.length, name).toBeGreaterThan(0);
  }
});

test("what a parameter reads its keys of is another parameter", () => {
  for (const { name, params, reads = {} } of functions.builtins.values()) {
    const names = params.map(parameterOf).map((each) => each.name);
    for (const [param, { of }] of Object.entries(reads)) {
      expect(names, name).toContain(param);
      expect(names, name).toContain(of);
      expect(of, name).not.toBe(param);
    }
  }
});
