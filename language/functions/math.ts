import { wrongArgument } from "../arguments.ts";
import { ImlError } from "../error.ts";
import { groupedNumber, numberFromText } from "../number-text.ts";
import { cut } from "../numbers.ts";
import { t } from "../types.ts";
import { define } from "./define.ts";

const source = "Make help: math functions";

export const abs = define(
  {
    name: "abs",
    doc: "The number without its sign.",
    source,
    examples: [
      ["abs(-3.14)", 3.14],
      ["abs(5)", 5],
    ],
    params: [["number", t.number]],
    returns: t.number,
  },
  (number) => Math.abs(number),
);

export const ceil = define(
  {
    name: "ceil",
    doc: "The smallest whole number that is not less than the number.",
    source,
    examples: [
      ["ceil(1.2)", 2],
      ["ceil(4)", 4],
      ["ceil(-1.2)", -1],
    ],
    params: [["number", t.number]],
    returns: t.number,
  },
  (number) => Math.ceil(number) + 0,
);

export const floor = define(
  {
    name: "floor",
    doc: "The greatest whole number that is not more than the number.",
    source,
    examples: [
      ["floor(1.9)", 1],
      ["floor(-1.2)", -2],
    ],
    params: [["number", t.number]],
    returns: t.number,
  },
  (number) => Math.floor(number) + 0,
);

export const round = define(
  {
    name: "round",
    doc: "The nearest whole number; a half is rounded up.",
    source,
    examples: [
      ["round(1.2)", 1],
      ["round(1.5)", 2],
      ["round(-1.5)", -1],
    ],
    params: [["number", t.number]],
    returns: t.number,
  },
  (number) => Math.round(number) + 0,
);

export const trunc = define(
  {
    name: "trunc",
    doc: "The number cut off after so many decimals; without the second argument, after none. A negative count puts zeros before the decimal point.",
    source,
    examples: [
      ["trunc(3.789)", 3],
      ["trunc(3.789; 2)", 3.78],
      ["trunc(-3.789; 1)", -3.7],
      ["trunc(123; -2)", 100],
    ],
    params: [
      ["number", t.number],
      ["decimals?", t.number],
    ],
    returns: t.number,
  },
  (number, decimals = 0) => cut(number, decimals),
);

export const parseNumber = define(
  {
    name: "parseNumber",
    doc: "The number that a text says, with the given decimal separator; without one, a point. Blanks, points, commas and apostrophes may stand between groups of digits.",
    source,
    examples: [
      ["parseNumber('1 756,456'; ',')", 1756.456],
      ["parseNumber('12.5')", 12.5],
      ["parseNumber('1,234.5')", 1234.5],
    ],
    params: [
      ["text", t.oneOf(t.text, t.number)],
      ["decimalSeparator?", t.text],
    ],
    returns: t.number,
    needs: ["site"],
  },
  (site, text, decimalSeparator) => {
    if (typeof text === "number") return text;
    const number = typeof text === "string" ? numberFromText(text, decimalSeparator || ".") : undefined;
    if (number === undefined) throw wrongArgument(site, "text", "number", text);
    return number;
  },
);

/** So many decimals are asked for in earnest; JavaScript draws the same line. */
const mostDecimals = 100;
const longestSeparator = 10;

export const formatNumber = define(
  {
    name: "formatNumber",
    doc: "The number as text, rounded to so many decimals, with a decimal separator (without one, a comma) and a separator of thousands (without one, a point).",
    source,
    examples: [
      ["formatNumber(123456789; 3; ','; '.')", "123.456.789,000"],
      ["formatNumber(1234.5; 2; '.'; ',')", "1,234.50"],
      ["formatNumber(1.005; 2)", "1,01"],
      ["formatNumber(1234567; 0; '.'; '')", "1234567"],
    ],
    params: [
      ["number", t.number],
      ["decimals", t.number],
      ["decimalSeparator?", t.text],
      ["thousandsSeparator?", t.text],
    ],
    returns: t.text,
    needs: ["site"],
  },
  (site, number, decimals, decimalSeparator = ",", thousandsSeparator = ".") => {
    if (!Number.isFinite(number)) throw wrongArgument(site, "number", "number", number);
    if (decimals < 0 || decimals > mostDecimals) {
      throw new ImlError("argument-value", site, `${decimals} is no count of decimals; it is 0 to ${mostDecimals}.`);
    }
    if (Math.max(decimalSeparator.length, thousandsSeparator.length) > longestSeparator) {
      throw new ImlError("limit", site, `a separator has more than ${longestSeparator} characters.`);
    }
    return groupedNumber(number, Math.trunc(decimals), decimalSeparator, thousandsSeparator);
  },
);
