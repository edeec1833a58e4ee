import type { Value } from "../../language/values.ts";
import { type Attempt, attempt, quoted } from "./attempt.ts";

/** Regular expressions on which an engine that tries one way after the other takes exponential or quadratic time. */
const exploding = [
  "(a+)+$",
  "(a|a)*$",
  "(a|aa)+$",
  "(.*a){20}",
  "(a*)*b",
  "(a+){10}b",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
  "([a-zA-Z]+)*$",
  "(x+x+)+y",
  "\\s+$",
  "a*a*a*a*b",
  "(?:a?){30}a{30}",
  "(\\w+\\s?)*$",
  "^(\\d+)*$",
  "<(\\w+)(\\s+\\w+)*>",
  "(a{0,10}){0,10}b",
  "[^]*[^]*b",
  "(?=(a+))a*b",
  "(?<=(a+)+)b",
  "(a)\\1+b",
  "((a{1,50}){1,50}){1,50}",
];

const longTexts: readonly (readonly [string, string])[] = [
  ["30 letters and another", `${"a".repeat(30)}!`],
  ["2,000 letters and another", `${"a".repeat(2000)}!`],
  ["5,000 blanks and a letter", `${" ".repeat(5000)}x`],
];

const expressions = exploding.flatMap((source) =>
  longTexts.flatMap(([what, text]) => [
    attempt(`replace(text; ${quoted(`/${source}/`)}; '')`, { text }, `/${source}/ on ${what}`),
    attempt(`replace(text; search; '')`, { text, search: `/${source}/gi` }, `/${source}/gi of the payload on ${what}`),
  ]),
);

const long = (piece: string, length = 20_000): string => piece.repeat(Math.ceil(length / piece.length));

/** Formats from the payload: of names that objects inherit, of many tokens, without an end. */
const formats = [
  "constructor",
  "__proto__",
  "toString",
  "LLLL",
  long("YYYY"),
  long("["),
  long("LT"),
  long("\\"),
  long("Z "),
  long("D"),
];

/** Texts on which a search for dates, numbers, tags or escapes would go on for long. */
const texts = [
  ...[
    "(",
    " ",
    "a",
    "1",
    "-",
    "+",
    "T",
    "<",
    "<!--",
    "<a ",
    "&",
    "&amp;",
    "%",
    "%41",
    "*",
    "_",
    "\\",
    "'",
    '"',
    ",",
    "{",
    "[",
  ].map((piece) => long(piece)),
  `2024-01-01 00:00${long(" ")}x`,
  `Mon, ${long("(")}`,
  `1.${long("0")}1`,
  `<${long("a")}`,
  `<script>${long("<script>")}`,
  long("👩‍👩‍👧"),
  long("\ud800"),
  long("e\u0301"),
];

const onText = [
  "formatDate(text)",
  "parseDate(text)",
  "parseDate(text; 'YYYY-MM-DD')",
  "parseDate('2024-01-01'; text)",
  "formatDate(now; text)",
  "formatDate(now; 'YYYY'; text)",
  "parseNumber(text)",
  "text * 1",
  "text < 5",
  "stripHTML(text)",
  "escapeHTML(text)",
  "escapeMarkdown(text)",
  "replaceEmojiCharacters(text; '')",
  "decodeURL(text)",
  "encodeURL(text)",
  "parseJSON(text)",
  "parseXML(text)",
  "split(text; ' ')",
  "split(text; '')",
  "startcase(text)",
  "capitalize(text)",
  "ascii(text; true)",
  "mime(text)",
  "toBinary(text; 'hex')",
  "toBinary(text; 'base64')",
  "sha256(text; 'hex'; text)",
  "md5(text)",
  "get(item; text)",
  "trim(text)",
  "upper(lower(text))",
  "contains(text; text; true)",
  "jwt(text; text)",
];

/** An array in an array, and so on. */
function nested(depth: number): Value {
  let value: Value = [];
  for (let i = 1; i < depth; i += 1) value = [value];
  return value;
}

function nestedObject(depth: number): Value {
  let value: Value = {};
  for (let i = 1; i < depth; i += 1) value = { a: value };
  return value;
}

/** As large as a payload may be where only its length counts, and where many values are made of it. */
const values: readonly (readonly [string, Value])[] = [
  ["200 levels of arrays", nested(200)],
  ["200 levels of collections", nestedObject(200)],
  ["5,000 numbers", Array.from({ length: 5000 }, (_, i) => i % 1000)],
  ["5,000 texts", Array.from({ length: 5000 }, (_, i) => `${i % 1000}`)],
  ["5,000 collections", Array.from({ length: 5000 }, (_, i) => ({ a: i % 1000, key: `k${i}`, value: i }))],
  ["a collection of 5,000 keys", Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]))],
  ["200,000 letters", "a".repeat(200_000)],
  ["200,000 bytes", new Uint8Array(200_000)],
];

const onValue = [
  "value",
  "'' + value",
  "value = value",
  "createJSON(value)",
  "parseJSON(createJSON(value))",
  "flatten(value; 1000)",
  "sort(value; 'asc'; 'a')",
  "sort(value; 'desc ci')",
  "distinct(value; 'a')",
  "distinct(value)",
  "deduplicate(value)",
  "merge(value; value; value)",
  "add(value; value; value)",
  "remove(value; 1; 2; 3)",
  "reverse(value)",
  "slice(value; -10; 1000000000)",
  "join(value; ', ')",
  "map(value; 'a'; 'key'; 'k1,k2')",
  "contains(value; 'x')",
  "sum(value)",
  "median(value)",
  "stdevS(value)",
  "toCollection(value; 'key'; 'value')",
  "toArray(value)",
  "keys(value)",
  "length(value)",
  "shuffle(value)",
  "sha512(value)",
  "base64(value)",
  "omit(value; 'k1')",
];

/** Numbers where a count, a length or a place is wanted. */
const numbers = [1e308, -1e308, 2 ** 53, -(2 ** 31), 1e9, 0.5, Number.NaN, Number.POSITIVE_INFINITY];

const onNumber = [
  "formatNumber(1.5; n)",
  "trunc(1.5; n)",
  "substring('abc'; n; n)",
  "substring('abc'; 0; n)",
  "indexOf('abc'; 'c'; n)",
  "slice(list; 0; n)",
  "flatten(list; n)",
  "addDays(now; n)",
  "addMonths(now; n)",
  "addYears(now; n)",
  "setYear(now; n)",
  "setMonth(now; n)",
  "setDay(now; n)",
  "setHour(now; n)",
  "formatDate(n; 'YYYY')",
  "list[n]",
  "get(list; n)",
  "n % 3",
  "n * n",
  "1 / n",
  "dateDiff(now; n; 'D')",
];

export const work: readonly Attempt[] = [
  ...expressions,
  ...formats.flatMap((format) => [
    attempt("formatDate(now; item.format)", { item: { format } }, `formatDate with ${format}`),
    attempt("parseDate('2024-01-01'; item.format)", { item: { format } }, `parseDate with ${format}`),
  ]),
  ...onText.flatMap((call) =>
    texts.map((text) => attempt(call, { text, item: {} }, `${call} of ${text.slice(0, 20)}…`)),
  ),
  ...onValue.flatMap((call) => values.map(([what, value]) => attempt(call, { value }, `${call} of ${what}`))),
  ...onNumber.flatMap((call) => numbers.map((n) => attempt(call, { n, list: [1, [2, [3]]] }, `${call} of ${n}`))),
];
