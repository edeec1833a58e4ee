import { arrayType } from "../item-type.ts";
import { sorted as inOrder, type Order, orders } from "../order.ts";
import { readPath } from "../path.ts";
import { t } from "../types.ts";
import { define } from "./define.ts";

const source = "Make help: array functions";
const contacts = [{ name: "b" }, { name: "A" }, { name: "a" }];

export const sort = define(
  {
    name: "sort",
    doc: "The items sorted: `asc` (without an order), `desc`, and `asc ci`, `desc ci` where capital and small letters are alike. A key, which may be a path, sorts collections by what they have there; it may stand in place of the order.",
    source,
    examples: [
      ["sort(split('b,a,C'; ','))", ["C", "a", "b"]],
      ["sort(split('b,a,C'; ','); 'desc ci')", ["C", "b", "a"]],
      ["sort(contacts; 'name')", [{ name: "A" }, { name: "a" }, { name: "b" }], { contacts }],
      ["sort(contacts; 'desc'; 'name')", [{ name: "b" }, { name: "a" }, { name: "A" }], { contacts }],
    ],
    params: [
      ["array", t.array(t.any)],
      ["order?", t.text],
      ["key?", t.text],
    ],
    returns: ([array]) => arrayType(array),
    reads: {
      order: { of: "array", each: true, as: "path", except: orders },
      key: { of: "array", each: true, as: "path" },
    },
  },
  (array, order, key) => {
    const by = key || (order && !isOrder(order) ? order : undefined);
    const direction = order && isOrder(order) ? order : "asc";
    return inOrder(array, (item) => (by === undefined ? item : readPath(item, by)), direction);
  },
);

function isOrder(text: string): text is Order {
  return orders.some((order) => order === text);
}

export const reverse = define(
  {
    name: "reverse",
    doc: "The items from the last to the first.",
    source,
    examples: [["reverse(split('a,b,c'; ','))", ["c", "b", "a"]]],
    params: [["array", t.array(t.any)]],
    returns: ([array]) => arrayType(array),
  },
  (array) => array.toReversed(),
);

export const shuffle = define(
  {
    name: "shuffle",
    doc: "The items in a random order, a new one each time.",
    source,
    examples: [["sort(shuffle(split('a,b,c'; ',')))", ["a", "b", "c"]]],
    params: [["array", t.array(t.any)]],
    returns: ([array]) => arrayType(array),
    impure: true,
  },
  (array) => {
    const items = [...array];
    for (let left = items.length; left > 1; left -= 1) {
      const drawn = Math.floor(Math.random() * left);
      [items[left - 1], items[drawn]] = [items[drawn], items[left - 1]];
    }
    return items;
  },
);
