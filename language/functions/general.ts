import { toText, truthy } from "../conversions.ts";
import { readPath } from "../path.ts";
import { pathType } from "../path-type.ts";
import { at } from "../read.ts";
import { type Type, t, union } from "../types.ts";
import { define } from "./define.ts";

const source = "Make help: general functions";

export const get_ = define(
  {
    name: "get",
    doc: "What stands at a path of a collection or array: names after dots, positions counted from 1.",
    source,
    examples: [
      ["get(split('a,b,c'; ','); 2)", "b"],
      ["get(split('a,b,c'; ','); -1)", "c"],
      ["get(order; 'lines.1.sku')", "A1", { order: { lines: [{ sku: "A1" }] } }],
    ],
    params: [
      ["object", t.any],
      ["path", t.oneOf(t.text, t.number)],
    ],
    returns: ([object = t.any, path = t.any]) => pathType(object, path),
    reads: { path: { of: "object", as: "path" } },
  },
  (object, path) => (typeof path === "string" ? readPath(object, path) : at(object, path)),
);

export const if_ = define(
  {
    name: "if",
    doc: "The second argument if the condition counts as true, else the third, or undefined if there is none. Only the chosen one is evaluated.",
    source,
    examples: [
      ["if(1 > 0; 'yes'; 'no')", "yes"],
      ["if(''; 'yes'; 'no')", "no"],
      ["if(emptyarray; 'yes'; 'no')", "yes"],
      ["if(''; 'yes')", undefined],
    ],
    params: [
      ["condition", t.any],
      ["then()", t.any],
      ["else()?", t.any],
    ],
    returns: ([, then = t.any, otherwise = t.undefined]) => union(then, otherwise),
  },
  (condition, then, otherwise) => (truthy(condition) ? then() : otherwise?.()),
);

export const ifempty = define(
  {
    name: "ifempty",
    doc: "The value, or the second argument if the value is undefined, null or the empty text. An empty array is not empty.",
    source,
    examples: [
      ["ifempty('A'; 'B')", "A"],
      ["ifempty(''; 'B')", "B"],
      ["ifempty(null; 'B')", "B"],
      ["ifempty(0; 'B')", 0],
    ],
    params: [
      ["value", t.any],
      ["else()", t.any],
    ],
    returns: ([value = t.any, otherwise = t.any]) => union(...filled(value), otherwise),
  },
  (value, otherwise) => (value === undefined || value === null || value === "" ? otherwise() : value),
);

export const switch_ = define(
  {
    name: "switch",
    doc: "The result that stands after the first case with the same text as the value; else the last argument if it stands alone, else null. Cases and results are evaluated only as far as needed.",
    source,
    examples: [
      ["switch('B'; 'A'; 1; 'B'; 2; 'C'; 3)", 2],
      ["switch(2; '1'; 'one'; '2'; 'two')", "two"],
      ["switch('x'; 'A'; 1; 'other')", "other"],
      ["switch('x'; 'A'; 1)", null],
    ],
    params: [
      ["value", t.any],
      ["case()", t.any],
      ["result()", t.any],
      ["...more()", t.any],
    ],
    returns: switched,
  },
  (value, ...cases) => {
    const text = toText(value);
    for (let i = 0; i + 1 < cases.length; i += 2) if (toText(cases[i]?.()) === text) return cases[i + 1]?.();
    const otherwise = cases.length % 2 === 1 ? cases.at(-1) : undefined;
    return otherwise ? otherwise() : null;
  },
);

/** What a value may be if it is not empty. */
function filled(type: Type): readonly Type[] {
  if (type.kind === "union") return type.of.flatMap(filled);
  if (type.kind === "undefined" || type.kind === "null") return [];
  if (type.kind !== "text" || !type.values) return [type];
  const values = type.values.filter((value) => value !== "");
  return values.length > 0 ? [t.textOf(...values)] : [];
}

function switched([, ...cases]: readonly Type[]): Type {
  const results = cases.filter((_, index) => index % 2 === 1);
  return union(...results, (cases.length % 2 === 1 ? cases.at(-1) : undefined) ?? t.null);
}
