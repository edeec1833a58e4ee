import { wrongArgument } from "../arguments.ts";
import { eq } from "../comparison.ts";
import { toText } from "../conversions.ts";
import { isArray, isBuffer, isCollection } from "../kinds.ts";
import { t } from "../types.ts";
import type { Value } from "../values.ts";
import { define } from "./define.ts";

const source = "Make help: text and binary functions";

export const length = define(
  {
    name: "length",
    doc: "The number of characters of a text, of bytes of a buffer, or of items of an array; 0 for null.",
    source,
    examples: [
      ["length('hello')", 5],
      ["length(split('a,b'; ','))", 2],
      ["length(null)", 0],
    ],
    params: [["value", t.oneOf(t.text, t.buffer, t.array(t.any))]],
    returns: t.number,
    needs: ["site"],
  },
  (site, value) => {
    if (isArray(value) || isBuffer(value)) return value.length;
    if (isCollection(value)) throw wrongArgument(site, "value", "text, buffer or array", value);
    return toText(value).length;
  },
);

export const lower = define(
  {
    name: "lower",
    doc: "The text in lower-case letters.",
    source,
    examples: [
      ["lower('HeLLo')", "hello"],
      ["lower(null)", ""],
    ],
    params: [["text", t.text]],
    returns: t.text,
  },
  (text) => text.toLowerCase(),
);

export const upper = define(
  {
    name: "upper",
    doc: "The text in capital letters.",
    source,
    examples: [["upper('Hello')", "HELLO"]],
    params: [["text", t.text]],
    returns: t.text,
  },
  (text) => text.toUpperCase(),
);

export const trim = define(
  {
    name: "trim",
    doc: "The text without blank space at its beginning and end.",
    source,
    examples: [["trim('  a b  ')", "a b"]],
    params: [["text", t.text]],
    returns: t.text,
  },
  (text) => text.trim(),
);

export const contains = define(
  {
    name: "contains",
    doc: "Whether a text has another one in it, or an array an item that equals a value. The third argument true makes capital and small letters alike.",
    source: "Make help: text and binary functions, array functions",
    examples: [
      ["contains('Hello World'; 'Hello')", true],
      ["contains('Hello'; 'hello')", false],
      ["contains('Hello'; 'hello'; true)", true],
      ["contains(split('a,b'; ','); 'b')", true],
    ],
    params: [
      ["in", t.oneOf(t.text, t.array(t.any))],
      ["value", t.any],
      ["ignoreCase?", t.boolean],
    ],
    returns: t.boolean,
  },
  (within, value, ignoreCase = false) => {
    const cased = (each: Value) => (ignoreCase && typeof each === "string" ? each.toLowerCase() : each);
    if (isArray(within)) return within.some((item) => eq(cased(item), cased(value)));
    return toText(cased(toText(within))).includes(toText(cased(toText(value))));
  },
);

export const split = define(
  {
    name: "split",
    doc: "The parts of a text between the separators, without blank space around them. Empty parts are left out unless the third argument is true.",
    source,
    examples: [
      ["split('John, George, Paul'; ',')", ["John", "George", "Paul"]],
      ["split('a,,b'; ',')", ["a", "b"]],
      ["split('a,,b'; ','; true)", ["a", "", "b"]],
    ],
    params: [
      ["text", t.text],
      ["separator", t.text],
      ["keepEmpty?", t.boolean],
    ],
    returns: t.array(t.text),
  },
  (text, separator, keepEmpty = false) => {
    const parts = separator === "" ? [...text] : text.split(separator);
    const trimmed = parts.map((part) => part.trim());
    return keepEmpty ? trimmed : trimmed.filter((part) => part !== "");
  },
);
