import type { BinaryOperator } from "./ast.ts";

/** The binary operators, loosest level first; those of one level are applied from left to right. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ["|"],
  ["&"],
  ["=", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-", "++", "join"],
  ["*", "/", "%"],
];

const levelOfOperator = new Map(levels.flatMap((operators, level) => operators.map((operator) => [operator, level])));

/** How tightly an operator binds; a higher number binds tighter. */
export function levelOf(operator: BinaryOperator): number {
  return levelOfOperator.get(operator) ?? 0;
}

/** Words that other languages have for an operator of IML. */
export const wordOperators: ReadonlyMap<string, "&" | "|" | "!"> = new Map([
  ["and", "&"],
  ["or", "|"],
  ["not", "!"],
]);

const aliases: ReadonlyMap<string, BinaryOperator> = new Map<string, BinaryOperator>([
  ["==", "="],
  ["===", "="],
  ["!==", "!="],
  ["&&", "&"],
  ["||", "|"],
  ["and", "&"],
  ["or", "|"],
  ...levels.flat().map((operator): [string, BinaryOperator] => [operator, operator]),
]);

/** The operator that is meant by what was written; undefined for what IML has not. */
export function operatorOf(image: string): BinaryOperator | undefined {
  return aliases.get(image.toLowerCase());
}
