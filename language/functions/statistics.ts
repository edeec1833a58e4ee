import { meanOf, numbersIn, sumOf } from "../numbers.ts";
import { t } from "../types.ts";
import { define } from "./define.ts";

const source = "Make help: math functions";
const prices = [3, "x", 1.5, null];

export const min = define(
  {
    name: "min",
    doc: "The smallest of the numbers, which are given one by one or as an array; what is no number is skipped. Null if there is none.",
    source,
    examples: [
      ["min(4; 2; 3)", 2],
      ["min(prices)", 1.5, { prices }],
    ],
    params: [["...numbers", t.any]],
    returns: t.oneOf(t.number, t.null),
  },
  (...values) => least(numbersIn(values), 1),
);

export const max = define(
  {
    name: "max",
    doc: "The greatest of the numbers, which are given one by one or as an array; what is no number is skipped. Null if there is none.",
    source,
    examples: [
      ["max(4; 2; 3)", 4],
      ["max(prices)", 3, { prices }],
    ],
    params: [["...numbers", t.any]],
    returns: t.oneOf(t.number, t.null),
  },
  (...values) => least(numbersIn(values), -1),
);

export const sum = define(
  {
    name: "sum",
    doc: "The decimal sum of the numbers, which are given one by one or as an array; what is no number is skipped.",
    source,
    examples: [
      ["sum(1; 2; 3)", 6],
      ["sum(0.1; 0.2)", 0.3],
      ["sum(prices)", 4.5, { prices }],
    ],
    params: [["...numbers", t.any]],
    returns: t.number,
  },
  (...values) => sumOf(numbersIn(values)),
);

export const average = define(
  {
    name: "average",
    doc: "The mean of the numbers, which are given one by one or as an array; what is no number is skipped. Null if there is none.",
    source,
    examples: [
      ["average(1; 2; 3; 4)", 2.5],
      ["average(prices)", 2.25, { prices }],
    ],
    params: [["...numbers", t.any]],
    returns: t.oneOf(t.number, t.null),
  },
  (...values) => meanOf(numbersIn(values)) ?? null,
);

export const median = define(
  {
    name: "median",
    doc: "The middle one of the sorted numbers, or the mean of the two in the middle. The numbers are given one by one or as an array; what is no number is skipped. Null if there is none.",
    source,
    examples: [
      ["median(2; 3; 5; 8)", 4],
      ["median(2.5; 3.5; 2; 4.5; 1)", 2.5],
      ["median(emptyarray)", null],
    ],
    params: [["...numbers", t.any]],
    returns: t.oneOf(t.number, t.null),
  },
  (...values) => {
    const sorted = Float64Array.from(numbersIn(values)).sort();
    const half = sorted.length / 2;
    return meanOf([...sorted.slice(Math.ceil(half - 1), Math.floor(half) + 1)]) ?? null;
  },
);

export const stdevS = define(
  {
    name: "stdevS",
    doc: "The standard deviation of numbers that are a sample, given one by one or as an array; what is no number is skipped. Null for fewer than two.",
    source,
    examples: [
      ["stdevS(1; 2; 3)", 1],
      ["stdevS(5)", null],
    ],
    params: [["...numbers", t.any]],
    returns: t.oneOf(t.number, t.null),
  },
  (...values) => {
    const numbers = numbersIn(values);
    return numbers.length < 2 ? null : Math.sqrt(squaredDeviations(numbers) / (numbers.length - 1));
  },
);

export const stdevP = define(
  {
    name: "stdevP",
    doc: "The standard deviation of numbers that are the whole population, given one by one or as an array; what is no number is skipped. Null if there is none.",
    source,
    examples: [
      ["stdevP(1; 3)", 1],
      ["stdevP(5)", 0],
    ],
    params: [["...numbers", t.any]],
    returns: t.oneOf(t.number, t.null),
  },
  (...values) => {
    const numbers = numbersIn(values);
    return numbers.length === 0 ? null : Math.sqrt(squaredDeviations(numbers) / numbers.length);
  },
);

/** The number that comes first if each is multiplied by the sign; null if there is none. */
function least(numbers: readonly number[], sign: 1 | -1): number | null {
  let found: number | null = null;
  for (const number of numbers) if (found === null || number * sign < found * sign) found = number;
  return found;
}

function squaredDeviations(numbers: readonly number[]): number {
  const mean = meanOf(numbers) ?? 0;
  return numbers.reduce((total, number) => total + (number - mean) ** 2, 0);
}
