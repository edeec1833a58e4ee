import type { Collection, Value } from "../../language/values.ts";
import { type Attempt, attempt, giving, quoted } from "./attempt.ts";

/** What objects, functions, texts, arrays and dates inherit, and what leads on from there. */
const inherited = `constructor __proto__ prototype toString valueOf hasOwnProperty isPrototypeOf toLocaleString
  __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ call apply bind caller callee arguments name length
  then toJSON toISOString map at entries Symbol.iterator @@iterator Symbol(Symbol.toPrimitive) asIntN buffer byteLength
  getTime charAt`
  .split(/\s+/)
  .filter((name) => name !== "");

const context = {
  item: { a: 1, inner: { b: [1, 2] } },
  list: [{ a: 1 }, { a: 2 }],
  text: "abc",
  n: 1.5,
  flag: true,
  day: new Date(0),
  bytes: new Uint8Array([1, 2, 3]),
} satisfies Collection;

const holders = ["item", "list", "text", "n", "flag", "day", "bytes", "now", "environment", "split('a,b'; ',')"];

/** Each name read in each way there is; whatever comes out, it may not be what JavaScript has under the name. */
function readsOf(name: string): Attempt[] {
  const half = Math.ceil(name.length / 2);
  const literal = quoted(name);
  const payload: Value = { ...context, name, path: `a.${name}`, deep: `${name}.constructor.constructor` };
  const nothing = [
    ...holders.map((holder) => attempt(`${holder}.\`${name}\``, context)),
    attempt(`item[${literal}]`, context),
    attempt(`item.inner[${quoted(name.slice(0, half))} + ${quoted(name.slice(half))}]`, context),
    attempt(`item[name]['constructor'][name]`, payload, `item[name], ${name} from the payload`),
    attempt(`get(item; name)`, payload, `get(item; name), ${name} from the payload`),
    attempt(`get(list; '1.' + name)`, payload, `get(list; '1.' + name), ${name} from the payload`),
    attempt(`get(text; deep)`, payload, `get(text; deep), ${name}.constructor.constructor from the payload`),
    attempt(`\`${name}\`.constructor`, context),
  ];
  return [
    ...nothing.map((each) => giving(undefined, each)),
    giving([null, null], attempt(`map(list; name)`, payload, `map(list; name), ${name} from the payload`)),
    giving([], attempt(`map(list; 'a'; name; 'function,native code')`, payload, `map by ${name} from the payload`)),
    giving({}, attempt(`pick(item; name)`, payload, `pick(item; name), ${name} from the payload`)),
    attempt(`sort(list; 'asc'; name)`, payload, `sort by ${name} from the payload`),
    attempt(`distinct(list; name)`, payload, `distinct by ${name} from the payload`),
    attempt(`toCollection(add(emptyarray; item); name; name)`, payload, `toCollection by ${name} from the payload`),
  ];
}

/** Names that look like others, or come to be others when they are normalised, decoded or put together. */
const disguised = [
  "ｃｏｎｓｔｒｕｃｔｏｒ",
  "сonstructor",
  "constructor\u200b",
  "\u202econstructor",
  "con\u00adstructor",
  "\\u0063onstructor",
  "&#99;onstructor",
  "%63onstructor",
  "__pro\u0000to__",
  "__proto__\u0000",
  "__ｐｒｏｔｏ__",
  "_\u005fproto__",
  "constructor ",
  "CONSTRUCTOR",
  "ﬁlter",
  "\ud800constructor",
  "constructor\ufeff",
  "ſplit",
];

export const reads: readonly Attempt[] = [
  ...inherited.flatMap(readsOf),
  ...disguised.flatMap((name) => [
    attempt(`item[${quoted(name)}].constructor`, context),
    attempt(`text[${quoted(name)}]`, context),
    attempt(`item[lower(name)]`, { ...context, name }, `item[lower(name)], ${name} from the payload`),
    attempt(
      `get(item; decodeURL(name))`,
      { ...context, name: encodeURIComponent(name.toWellFormed()) },
      `get of ${name}`,
    ),
  ]),
];
