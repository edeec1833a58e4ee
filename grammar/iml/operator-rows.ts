import type { BinaryOperator, UnaryOperator } from "./ast.ts";

/** An expression and its value, in UTC. */
export type OperatorExample = readonly [expression: string, value: string | number | boolean | null];

/** One operator, as everything that reads, prints and explains it has it. */
export interface OperatorRow {
  /** How tightly it binds: a higher number binds tighter. Those of one level are applied from left to right. */
  readonly level: number;
  /** Other ways to write it. */
  readonly aliases?: readonly string[];
  /** The word that other languages have for it; in IML it is an error that names the operator. */
  readonly word?: string;
  /** What it gives, in a sentence or two. */
  readonly doc: string;
  /** The public source of its rule. */
  readonly source: string;
  readonly examples: readonly OperatorExample[];
}

const arithmetic = "Make help: math functions; type coercion";
const logic = "Make help: general functions; custom apps documentation: IML";
const relational = `${logic}; ECMAScript: relational operators`;

/** The operators before one operand. */
export const unaryRows: Readonly<Record<UnaryOperator, OperatorRow>> = {
  "!": {
    level: 7,
    word: "not",
    doc: "Whether the operand counts as false.",
    source: logic,
    examples: [
      ["!''", true],
      ["!'0'", false],
      ["!emptyarray", false],
    ],
  },
  "-": {
    level: 7,
    doc: "The operand as a number, with the other sign.",
    source: arithmetic,
    examples: [
      ["-'5'", -5],
      ["7 + -2", 5],
    ],
  },
};

/** The operators between two operands; `join` is written as nothing at all. */
export const binaryRows: Readonly<Record<BinaryOperator, OperatorRow>> = {
  "*": {
    level: 6,
    doc: "The product of two numbers, in decimal.",
    source: arithmetic,
    examples: [
      ["0.1 * 3", 0.3],
      ["'4' * 2", 8],
    ],
  },
  "/": {
    level: 6,
    doc: "The quotient of two numbers, in decimal.",
    source: arithmetic,
    examples: [
      ["0.3 / 0.1", 3],
      ["7 / 2", 3.5],
    ],
  },
  "%": {
    level: 6,
    doc: "The remainder of a division, in decimal and with the sign of the left operand.",
    source: `${arithmetic}; ECMAScript: remainder`,
    examples: [
      ["5.5 % 2", 1.5],
      ["-7 % 3", -1],
    ],
  },
  "+": {
    level: 5,
    doc: "The sum of two numbers, in decimal; if either side is a text, both sides joined as text. Beside undefined or null it is the other side, and null if both are.",
    source: arithmetic,
    examples: [
      ["0.1 + 0.2", 0.3],
      ["'No. ' + 7", "No. 7"],
      ["null + 7", 7],
      ["null + undefined", null],
    ],
  },
  "-": {
    level: 5,
    doc: "The difference of two numbers; of two dates, in milliseconds.",
    source: arithmetic,
    examples: [
      ["'5' - 2", 3],
      ["parseDate('2024-05-02'; 'YYYY-MM-DD') - parseDate('2024-05-01'; 'YYYY-MM-DD')", 86_400_000],
    ],
  },
  "++": {
    level: 5,
    doc: "The sum of both sides as numbers, whatever they are.",
    source: arithmetic,
    examples: [
      ["'1' ++ '2'", 3],
      ["true ++ 1", 2],
    ],
  },
  join: {
    level: 5,
    doc: "Two terms side by side are joined as text. It works, and is a warning: `+` says what is meant.",
    source: "Manifests of published apps, which rely on it",
    examples: [["'No. ' 7", "No. 7"]],
  },
  "<": {
    level: 4,
    doc: "Whether the left side is less: two texts by their code units, all else as numbers, so that dates go by their instant.",
    source: relational,
    examples: [
      ["9 < 10", true],
      ["'9' < '10'", false],
      ["'9' < 10", true],
    ],
  },
  "<=": {
    level: 4,
    doc: "Whether the left side is less than the right side, or the same; compared as `<` compares.",
    source: relational,
    examples: [["10 <= 10", true]],
  },
  ">": {
    level: 4,
    doc: "Whether the left side is greater; compared as `<` compares.",
    source: relational,
    examples: [
      ["'b' > 'a'", true],
      ["'a' > 'B'", true],
    ],
  },
  ">=": {
    level: 4,
    doc: "Whether the left side is greater than the right side, or the same; compared as `<` compares.",
    source: relational,
    examples: [["9 >= 10", false]],
  },
  "=": {
    level: 3,
    aliases: ["==", "==="],
    doc: 'Whether both sides are equal. Values of two types are compared as numbers, unless `imlc.json` says `"equality": "strict"`. Undefined and null are equal to each other and to nothing else, dates go by their instant, buffers by their bytes; arrays and collections are equal only to themselves.',
    source: logic,
    examples: [
      ["'1' = 1", true],
      ["'a' = 'A'", false],
      ["null = undefined", true],
      ["null = 0", false],
    ],
  },
  "!=": {
    level: 3,
    aliases: ["!=="],
    doc: "Whether both sides are not equal; compared as `=` compares.",
    source: logic,
    examples: [
      ["'1' != 2", true],
      ["'1' != 1", false],
    ],
  },
  "&": {
    level: 2,
    aliases: ["&&"],
    word: "and",
    doc: "The left side if it counts as false, else the right side, which is evaluated only then.",
    source: logic,
    examples: [
      ["1 < 2 & 2 < 3", true],
      ["'' & 'b'", ""],
      ["'a' & 'b'", "b"],
    ],
  },
  "|": {
    level: 1,
    aliases: ["||"],
    word: "or",
    doc: "The left side if it counts as true, else the right side, which is evaluated only then.",
    source: logic,
    examples: [
      ["1 > 2 | 2 > 1", true],
      ["'a' | 'b'", "a"],
      ["'' | 'b'", "b"],
    ],
  },
};
