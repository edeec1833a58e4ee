import { t } from "../types.ts";
import { define } from "./define.ts";

const source = "Make help: text and binary functions";

export const substring = define(
  {
    name: "substring",
    doc: "The part of a text from a position up to, but not including, another; without one, to its end. Positions count from 0; the smaller one is where it begins.",
    source: `${source}; ECMAScript: String.prototype.substring`,
    examples: [
      ["substring('Hello'; 0; 3)", "Hel"],
      ["substring('Hello'; 2)", "llo"],
      ["substring('Hello'; 3; 1)", "el"],
    ],
    params: [
      ["text", t.text],
      ["start", t.number],
      ["end?", t.number],
    ],
    returns: t.text,
  },
  (text, start, end) => text.substring(start, end),
);

export const indexOf = define(
  {
    name: "indexOf",
    doc: "The position of the first occurrence of a value in a text, from 0, looked for from a start position on; -1 if there is none.",
    source: `${source}; ECMAScript: String.prototype.indexOf`,
    examples: [
      ["indexOf('Workfront'; 'o')", 1],
      ["indexOf('Workfront'; 'o'; 3)", 6],
      ["indexOf('Workfront'; 'x')", -1],
    ],
    params: [
      ["text", t.text],
      ["value", t.text],
      ["start?", t.number],
    ],
    returns: t.number,
  },
  (text, value, start) => text.indexOf(value, start),
);
