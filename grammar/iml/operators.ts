import type { BinaryOperator } from "./ast.ts";
import { binaryRows, type OperatorRow, unaryRows } from "./operator-rows.ts";

const binary = Object.entries(binaryRows) as readonly [BinaryOperator, OperatorRow][];

/** How tightly an operator binds; a higher number binds tighter. */
export function levelOf(operator: BinaryOperator): number {
  return binaryRows[operator].level;
}

/** Words that other languages have for an operator of IML. */
export const wordOperators: ReadonlyMap<string, BinaryOperator | "!"> = new Map<string, BinaryOperator | "!">([
  ...wordsOf(binary),
  ...wordsOf([["!", unaryRows["!"]]] as const),
]);

const written: ReadonlyMap<string, BinaryOperator> = new Map([
  ...binary.flatMap(([operator, { aliases = [] }]) =>
    [operator, ...aliases].map((image): [string, BinaryOperator] => [image, operator]),
  ),
  ...wordsOf(binary),
]);

/** The operator that is meant by what was written; undefined for what IML has not. */
export function operatorOf(image: string): BinaryOperator | undefined {
  return written.get(image.toLowerCase());
}

function wordsOf<T extends string>(operators: readonly (readonly [T, OperatorRow])[]): readonly [string, T][] {
  return operators.flatMap(([operator, { word }]) => (word === undefined ? [] : [[word, operator]]));
}
