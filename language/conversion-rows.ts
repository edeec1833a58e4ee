import type { ImlErrorCode } from "./error.ts";
import type { Example } from "./functions/define.ts";
import type { Type } from "./types.ts";

/** What becomes of a value where another type is wanted, as the reference explains it. */
export interface ConversionRow {
  /** Where the conversion is made. */
  readonly doc: string;
  /** What is converted, and what it gives; in the order in which they are looked for. */
  readonly rules: readonly (readonly [from: string, gives: string])[];
  /** The public source of the rules. */
  readonly source: string;
  readonly examples: readonly Example[];
  /** Expressions that fail because a value cannot be converted, and the code of the error. */
  readonly refused: readonly (readonly [expression: string, code: ImlErrorCode])[];
}

type Wanted = Exclude<Type["kind"], "any" | "undefined" | "null" | "buffer" | "union">;

const source = "Make help: type coercion";
const noon = "parseDate('2024-05-20 12:00'; 'YYYY-MM-DD HH:mm')";

/** The conversions by the type that is wanted. */
export const conversionRows: Readonly<Record<Wanted, ConversionRow>> = {
  text: {
    doc: "Made where text and `{{…}}` stand in one string, where one side of `+` is a text, and for functions that want a text. It never fails.",
    rules: [
      ["text", "itself"],
      ["undefined, null", "the empty text"],
      ["boolean", "`true` or `false`"],
      ["number", "its shortest decimal form"],
      ["date", "ISO 8601 in UTC, with milliseconds"],
      ["array", "its items as text, joined by commas"],
      ["buffer", "its bytes read as UTF-8"],
      ["collection", "its JSON"],
    ],
    source: `${source}; ECMAScript: Number.prototype.toString`,
    examples: [
      ["'[' + null + ']'", "[]"],
      ["'It is ' + true", "It is true"],
      ["'' + 1.50", "1.5"],
      [`'' + ${noon}`, "2024-05-20T12:00:00.000Z"],
      ["'' + split('a b'; ' ')", "a,b"],
      ["'' + order", '{"id":7}', { order: { id: 7 } }],
    ],
    refused: [],
  },
  number: {
    doc: "Made by `- * / % ++`, by a comparison with a number, and for functions that want a number.",
    rules: [
      ["number", "itself"],
      ["text that is a number, with or without blank space around it", "that number"],
      ["boolean", "1 or 0"],
      ["date", "its milliseconds since 1970"],
      ["null, empty text", "0 in arithmetic; refused by functions"],
      ["anything else", "NaN in arithmetic, which JSON writes as `null`; refused by functions"],
    ],
    source: `${source}; ECMAScript: Number`,
    examples: [
      ["' 12.5 ' * 2", 25],
      ["true ++ true", 2],
      [`${noon} - 0`, 1_716_206_400_000],
      ["'' * 2", 0],
      ["'two' * 2", Number.NaN],
      ["abs('-3')", 3],
    ],
    refused: [
      ["abs('three')", "argument-type"],
      ["abs(null)", "argument-type"],
    ],
  },
  boolean: {
    doc: "Made by `!`, by conditions, and for functions that want a truth value; `&` and `|` decide by it. It never fails.",
    rules: [
      ["undefined, null, `false`, 0, NaN, empty text", "false"],
      ["anything else, also `'0'`, `'false'`, an empty array, an empty collection", "true"],
    ],
    source: "Manifests of published apps; ECMAScript: ToBoolean",
    examples: [
      ["!!''", false],
      ["!!0", false],
      ["!!'false'", true],
      ["!!emptyarray", true],
    ],
    refused: [],
  },
  date: {
    doc: "Made for functions that want a date. A text without an offset is read in the zone in force, which is `environment.timezone`, or else UTC.",
    rules: [
      ["date", "itself"],
      ["number", "the instant so many milliseconds after 1970 began"],
      [
        "text as `YYYY-MM-DD`, `YYYY/MM/DD`, `MM/DD/YYYY` or `D.M.YYYY`; behind it or not `HH:mm`, with or without seconds, AM or PM, and an offset (`Z`, `+02:00`, `GMT+02:00`)",
        "that instant",
      ],
      ["anything else", "refused"],
    ],
    source,
    examples: [
      ["formatDate('2024-05-20T14:00:00+02:00'; 'YYYY-MM-DD HH:mm')", "2024-05-20 12:00"],
      ["formatDate('05/20/2024 5:26 PM'; 'YYYY-MM-DD HH:mm')", "2024-05-20 17:26"],
      ["formatDate('20.5.2024'; 'YYYY-MM-DD HH:mm')", "2024-05-20 00:00"],
      ["formatDate(1716206400000; 'YYYY-MM-DD HH:mm')", "2024-05-20 12:00"],
    ],
    refused: [
      ["formatDate('soon'; 'YYYY')", "argument-type"],
      ["formatDate('2024-13-01'; 'YYYY')", "argument-type"],
    ],
  },
  array: {
    doc: "Made by `iterate`, and for functions that want an array. It never fails.",
    rules: [
      ["array", "itself"],
      ["undefined, null", "an empty array"],
      ["anything else", "an array with it as the only item"],
    ],
    source,
    examples: [
      ["first('a')", "a"],
      ["join(null; ',')", ""],
    ],
    refused: [],
  },
  collection: {
    doc: "Made for functions that want a collection.",
    rules: [
      ["collection", "itself"],
      ["undefined, null", "an empty collection"],
      ["anything else", "refused"],
    ],
    source,
    examples: [
      ["pick(null; 'id')", {}],
      ["pick(order; 'id')", { id: 7 }, { order: { id: 7, total: 12 } }],
    ],
    refused: [["pick('text'; 'id')", "argument-type"]],
  },
};
