import { toText } from "../conversions.ts";
import { arrayType, asItem, itemType, oneItemType } from "../item-type.ts";
import { isArray } from "../kinds.ts";
import { readPath } from "../path.ts";
import { pathType } from "../path-type.ts";
import { t } from "../types.ts";
import type { Value } from "../values.ts";
import { define } from "./define.ts";

const source = "Make help: array functions";
const emails = [
  { email: "ann@work", label: "work" },
  { email: "ann@home", label: "home" },
];

export const first = define(
  {
    name: "first",
    doc: "The first item of an array; undefined if there is none.",
    source,
    examples: [
      ["first(split('a,b,c'; ','))", "a"],
      ["first(emptyarray)", undefined],
    ],
    params: [["array", t.array(t.any)]],
    returns: ([array]) => oneItemType(array),
  },
  (array) => array[0],
);

export const last = define(
  {
    name: "last",
    doc: "The last item of an array; undefined if there is none.",
    source,
    examples: [
      ["last(split('a,b,c'; ','))", "c"],
      ["last(emptyarray)", undefined],
    ],
    params: [["array", t.array(t.any)]],
    returns: ([array]) => oneItemType(array),
  },
  (array) => array.at(-1),
);

export const join = define(
  {
    name: "join",
    doc: "The items of an array as one text, with a separator between them; without one, a comma.",
    source,
    examples: [
      ["join(split('a,b,c'; ','); ' + ')", "a + b + c"],
      ["join(split('a,b'; ','))", "a,b"],
      ["join(null; '-')", ""],
    ],
    params: [
      ["array", t.array(t.any)],
      ["separator?", t.text],
    ],
    returns: t.text,
  },
  (array, separator = ",") => array.map(toText).join(separator),
);

export const map = define(
  {
    name: "map",
    doc: "What each item of an array has under a key. With a second key, only items that have one of the given values there; several values are separated by commas, and compared as text.",
    source,
    examples: [
      ["map(emails; 'email')", ["ann@work", "ann@home"], { emails }],
      ["map(emails; 'email'; 'label'; 'home,other')", ["ann@home"], { emails }],
    ],
    params: [
      ["array", t.array(t.any)],
      ["key", t.text],
      ["filterKey?", t.text],
      ["filterValues?", t.oneOf(t.text, t.number, t.boolean, t.array(t.any))],
    ],
    returns: ([array, key = t.any]) => t.array(asItem(pathType(itemType(array), key))),
    reads: { key: { of: "array", each: true, as: "path" }, filterKey: { of: "array", each: true, as: "path" } },
  },
  (array, key, filterKey, filterValues) => {
    const wanted = filterKey === undefined || filterValues === undefined ? undefined : listed(filterValues);
    return array
      .filter((item) => wanted === undefined || wanted.has(toText(readPath(item, filterKey ?? ""))))
      .map((item) => readPath(item, key) ?? null);
  },
);

export const slice = define(
  {
    name: "slice",
    doc: "The items from one position up to but not including another, counted from 0, and from -1 at the end.",
    source,
    examples: [
      ["slice(split('a,b,c'; ','); 0; 2)", ["a", "b"]],
      ["slice(split('a,b,c'; ','); -1)", ["c"]],
    ],
    params: [
      ["array", t.array(t.any)],
      ["start", t.number],
      ["end?", t.number],
    ],
    returns: ([array]) => arrayType(array),
  },
  (array, start, end) => array.slice(start, end),
);

export const pop = define(
  {
    name: "pop",
    doc: "The last item of an array, which stays as it is; undefined if there is none.",
    source,
    examples: [["pop(split('a,b,c'; ','))", "c"]],
    params: [["array", t.array(t.any)]],
    returns: ([array]) => oneItemType(array),
  },
  (array) => array.at(-1),
);

export const shift = define(
  {
    name: "shift",
    doc: "The first item of an array, which stays as it is; undefined if there is none.",
    source,
    examples: [["shift(split('a,b,c'; ','))", "a"]],
    params: [["array", t.array(t.any)]],
    returns: ([array]) => oneItemType(array),
  },
  (array) => array[0],
);

export const isArray_ = define(
  {
    name: "isArray",
    doc: "Whether a value is an array.",
    source,
    examples: [
      ["isArray(emptyarray)", true],
      ["isArray('a,b')", false],
    ],
    params: [["value", t.any]],
    returns: t.boolean,
  },
  (value) => isArray(value),
);

function listed(values: Value): ReadonlySet<string> {
  return new Set(
    isArray(values)
      ? values.map(toText)
      : toText(values)
          .split(",")
          .map((value) => value.trim()),
  );
}
