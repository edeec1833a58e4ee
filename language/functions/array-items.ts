import { wrongArgument } from "../arguments.ts";
import { list } from "../entries.ts";
import { identityOf } from "../identity.ts";
import { arrayType, asItem, itemType } from "../item-type.ts";
import { isArray } from "../kinds.ts";
import { readPath } from "../path.ts";
import { type Type, t, union } from "../types.ts";
import type { Value } from "../values.ts";
import { define } from "./define.ts";

const source = "Make help: array functions";

export const add_ = define(
  {
    name: "add",
    doc: "The array with the values as further items at its end.",
    source,
    examples: [
      ["add(emptyarray; 6; 18)", [6, 18]],
      ["add(split('a'; ','); 'b')", ["a", "b"]],
    ],
    params: [
      ["array", t.oneOf(t.array(t.any))],
      ["...values", t.any],
    ],
    returns: ([array, ...values]) => t.array(union(itemType(array), ...values.map(asItem))),
    needs: ["site"],
  },
  (site, array, ...values) => {
    if (array === undefined || array === null) return list(values);
    if (!isArray(array)) throw wrongArgument(site, "array", "array", array);
    return list([...array, ...values]);
  },
);

export const remove = define(
  {
    name: "remove",
    doc: "The array without the items that are one of the values.",
    source,
    examples: [
      ["remove(split('a,b,a,c'; ','); 'a'; 'c')", ["b"]],
      ["remove(numbers; '1')", [2], { numbers: [1, 2] }],
    ],
    params: [
      ["array", t.array(t.any)],
      ["...values", t.any],
    ],
    returns: ([array]) => arrayType(array),
    needs: ["site"],
  },
  (site, array, ...values) => {
    const removed = new Set(values.map((value) => identityOf(site, value)));
    return array.filter((item) => !removed.has(identityOf(site, item)));
  },
);

export const distinct = define(
  {
    name: "distinct",
    doc: "The array without items that are the same as an earlier one; with a key, which may be a path, without those that have the same there.",
    source,
    examples: [
      ["distinct(split('a,b,a'; ','))", ["a", "b"]],
      ["distinct(v; 'id')", [{ id: 1 }, { id: 2 }], { v: [{ id: 1 }, { id: 2 }, { id: 1, more: true }] }],
    ],
    params: [
      ["array", t.array(t.any)],
      ["key?", t.text],
    ],
    returns: ([array]) => arrayType(array),
    reads: { key: { of: "array", each: true, as: "path" } },
    needs: ["site"],
  },
  (site, array, key) => firsts(array, (item) => identityOf(site, key ? readPath(item, key) : item)),
);

export const deduplicate = define(
  {
    name: "deduplicate",
    doc: "The array without items that are the same as an earlier one.",
    source,
    examples: [["deduplicate(split('a,b,a'; ','))", ["a", "b"]]],
    params: [["array", t.array(t.any)]],
    returns: ([array]) => arrayType(array),
    needs: ["site"],
  },
  (site, array) => firsts(array, (item) => identityOf(site, item)),
);

/** Of the items that have the same name, the first. */
function firsts(items: readonly Value[], nameOf: (item: Value) => string): readonly Value[] {
  const found = new Map<string, Value>();
  for (const item of items) {
    const name = nameOf(item);
    if (!found.has(name)) found.set(name, item);
  }
  return [...found.values()];
}

export const merge = define(
  {
    name: "merge",
    doc: "The items of all arrays in one; what is no array is left out.",
    source,
    examples: [["merge(split('a,b'; ','); split('c'; ','); null)", ["a", "b", "c"]]],
    params: [["...arrays", t.oneOf(t.array(t.any))]],
    returns: (arrays) => t.array(arrays.length === 0 ? t.any : union(...arrays.map(itemType))),
  },
  (...arrays) => arrays.flatMap((array) => (isArray(array) ? array : [])),
);

export const flatten = define(
  {
    name: "flatten",
    doc: "The array with the items of arrays in it in their place, down to so many levels; without a depth, one.",
    source,
    examples: [
      ["flatten(v)", [1, 2, [3]], { v: [1, [2, [3]]] }],
      ["flatten(v; 2)", [1, 2, 3], { v: [1, [2, [3]]] }],
    ],
    params: [
      ["array", t.array(t.any)],
      ["depth?", t.number],
    ],
    returns: ([array, depth]) => t.array(depth ? t.any : inPlace(itemType(array))),
  },
  (array, depth = 1) => flat(array, depth),
);

/** Of items that are arrays, the type of theirs. */
function inPlace(item: Type): Type {
  if (item.kind === "union") return union(...item.of.map(inPlace));
  return item.kind === "array" ? item.of : item;
}

/** Arrays may stand within each other more deeply than functions can call each other. */
function flat(array: readonly Value[], depth: number): readonly Value[] {
  const items: Value[] = [];
  const open = [array.values()];
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    const { done, value } = inner.next();
    if (done) open.pop();
    else if (isArray(value) && open.length <= depth) open.push(value.values());
    else items.push(value);
  }
  return items;
}
