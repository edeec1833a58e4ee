import type { BinaryOperator } from "../../grammar/iml/ast.ts";

/** The operators that ask which of two values is greater. */
export const orderings: readonly BinaryOperator[] = ["<", "<=", ">", ">="];

/** The operators that ask whether two values are equal. */
export const equalities: readonly BinaryOperator[] = ["=", "!="];

/** The operators that compare two values. */
export const comparisons: readonly BinaryOperator[] = [...equalities, ...orderings];
