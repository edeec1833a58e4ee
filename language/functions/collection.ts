import { wrongArgument } from "../arguments.ts";
import { toText } from "../conversions.ts";
import { heldType, keyedType, omittedType, pickedType } from "../entry-types.ts";
import { itemType } from "../item-type.ts";
import { isArray, isCollection } from "../kinds.ts";
import { readPath } from "../path.ts";
import { pathType } from "../path-type.ts";
import { t } from "../types.ts";
import type { Value } from "../values.ts";
import { define } from "./define.ts";

const source = "Make help: general functions";
const arrays = "Make help: array functions";
const user = { name: "Ann", email: "ann@example.com", password: "secret" };

export const pick = define(
  {
    name: "pick",
    doc: "A collection of only the named keys; keys that it does not have are left out.",
    source,
    examples: [["pick(user; 'name'; 'email')", { name: "Ann", email: "ann@example.com" }, { user }]],
    params: [
      ["object", t.open()],
      ["...keys", t.text],
    ],
    returns: pickedType,
    reads: { keys: { of: "object", as: "key", harmless: true } },
  },
  (object, ...keys) =>
    Object.fromEntries(keys.filter((key) => Object.hasOwn(object, key)).map((key) => [key, object[key]])),
);

export const omit = define(
  {
    name: "omit",
    doc: "The collection without the named keys.",
    source,
    examples: [["omit(user; 'password')", { name: "Ann", email: "ann@example.com" }, { user }]],
    params: [
      ["object", t.open()],
      ["...keys", t.text],
    ],
    returns: omittedType,
    reads: { keys: { of: "object", as: "key", harmless: true } },
  },
  (object, ...keys) => {
    const omitted = new Set(keys);
    return Object.fromEntries(Object.entries(object).filter(([key]) => !omitted.has(key)));
  },
);

export const keys = define(
  {
    name: "keys",
    doc: "The keys of a collection; of an array, the positions of its items as text, counted from 1.",
    source: arrays,
    examples: [
      ["keys(user)", ["name", "email", "password"], { user }],
      ["keys(split('a,b'; ','))", ["1", "2"]],
    ],
    params: [["object", t.oneOf(t.open(), t.array(t.any))]],
    returns: t.array(t.text),
    needs: ["site"],
  },
  (site, object) => {
    if (object === undefined || object === null) return [];
    if (isArray(object)) return object.map((_, i) => String(i + 1));
    if (!isCollection(object)) throw wrongArgument(site, "object", "collection", object);
    return Object.keys(object);
  },
);

export const toArray_ = define(
  {
    name: "toArray",
    doc: "The entries of a collection as an array of collections with `key` and `value`.",
    source: arrays,
    examples: [
      [
        "toArray(v)",
        [
          { key: "a", value: 1 },
          { key: "b", value: 2 },
        ],
        { v: { a: 1, b: 2 } },
      ],
    ],
    params: [["object", t.open()]],
    returns: ([object]) => t.array(t.collection({ key: t.text, value: heldType(object) })),
  },
  (object) => Object.entries(object).map(([key, value]) => ({ key, value: value ?? null })),
);

export const toCollection = define(
  {
    name: "toCollection",
    doc: "The collection of what the items of an array have under one key, named by what they have under another; both keys may be paths. Of items with the same name, the last counts; items without one are left out.",
    source: arrays,
    examples: [
      [
        "toCollection(people; 'name'; 'age')",
        { Bob: 22, Tim: 23 },
        {
          people: [
            { name: "Bob", age: 22 },
            { name: "Tim", age: 23 },
          ],
        },
      ],
    ],
    params: [
      ["array", t.array(t.any)],
      ["key", t.text],
      ["value", t.text],
    ],
    returns: ([array, , value = t.any]) => keyedType(pathType(itemType(array), value)),
    reads: { key: { of: "array", each: true, as: "path" }, value: { of: "array", each: true, as: "path" } },
  },
  (array, key, value) =>
    Object.fromEntries(
      array
        .map((item): [Value, Value] => [readPath(item, key), readPath(item, value)])
        .filter(([name, held]) => name !== undefined && name !== null && held !== undefined)
        .map(([name, held]): [string, Value] => [toText(name), held]),
    ),
);
