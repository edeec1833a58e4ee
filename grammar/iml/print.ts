import type { BinaryOperator, Call, Expr, Literal, Member, Template, Variable } from "./ast.ts";
import { isTelling, isUnitName } from "./date-format.ts";
import { isName } from "./lexis.ts";
import { levelOf, wordOperators } from "./operators.ts";

/**
 * The text of a template or of an expression, written in the one canonical way and with no more parentheses than it
 * needs. Reading it gives the same tree, but for spans and for what is missing.
 */
export function print(node: Template | Expr): string {
  if ("kind" in node) return printExpr(node);
  return node.parts.map((part) => (part.kind === "text" ? part.text : `{{${printExpr(part.expr)}}}`)).join("");
}

function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case "literal":
      return printLiteral(expr);
    case "variable":
      return printVariable(expr);
    case "member":
      return `${printObject(expr.object)}.${printSegment(expr)}`;
    case "index":
      return `${printObject(expr.object)}[${expr.index ? printExpr(expr.index) : ""}]`;
    case "call":
      return `${printFunction(expr)}(${printArguments(expr.args)})`;
    case "unary":
      return expr.operator + printOperand(expr.operand, tightest);
    case "binary":
      return printBinary(expr.operator, expr.left, expr.right);
    case "empty":
    case "missing":
      return "";
  }
}

const tightest = Number.POSITIVE_INFINITY;

function printLiteral({ value }: Literal): string {
  return typeof value === "number" ? printNumber(value) : `'${value.replaceAll("'", "''")}'`;
}

/** A number is written without an exponent. */
function printNumber(value: number): string {
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === undefined) return mantissa;
  const [whole = "", decimals = ""] = mantissa.split(".");
  const shift = Number(exponent);
  if (shift < 0) return `0.${"0".repeat(-shift - 1)}${whole}${decimals}`;
  return whole + decimals.padEnd(shift, "0");
}

function printVariable({ name, quoted }: Variable): string {
  return quoted || !isName(name) ? `\`${name}\`` : name;
}

/** Paths follow names, paths and calls as they are; digits are a name only before another name. */
function printObject(object: Expr): string {
  if (object.kind === "variable" && isModuleNumber(object)) return object.name;
  const isPath =
    object.kind === "variable" || object.kind === "member" || object.kind === "index" || object.kind === "call";
  return isPath ? printExpr(object) : `(${printExpr(object)})`;
}

function isModuleNumber({ name, quoted }: Variable): boolean {
  return !quoted && /^\d+$/.test(name);
}

/** In backticks, a name makes no date format of the path so far, and digits no decimal number. */
function printSegment({ object, name }: Member): string {
  const units = unitsOf(object);
  const isFormat = units.length > 0 && isUnitName(name) && isTelling([...units, name]);
  const isDecimal = object.kind === "variable" && isModuleNumber(object);
  const isSegment = isName(name) || (/^\d+$/.test(name) && !isDecimal);
  return !isFormat && isSegment ? name : `\`${name}\``;
}

/** A function called `and` is one only in backticks. */
function printFunction({ name }: Call): string {
  return isName(name) && !wordOperators.has(name.toLowerCase()) ? name : `\`${name}\``;
}

function printArguments(args: readonly Expr[]): string {
  return args.map(printExpr).join(", ").trimEnd();
}

function printBinary(operator: BinaryOperator, left: Expr, right: Expr): string {
  const level = levelOf(operator);
  const before = printOperand(left, level);
  const after = printOperand(right, level + 1);
  if (operator !== "join") return `${before} ${operator} ${after}`;
  // A name, or a path, and a parenthesis would be a call; a minus would be a subtraction; two units a date format.
  const isTorn = after.startsWith("-") || (endsInUnit(left) && beginsWithUnit(right));
  const second = isTorn && !after.startsWith("(") ? `(${after})` : after;
  const first = second.startsWith("(") && !before.endsWith(")") && endsInName(left) ? `(${before})` : before;
  return `${first} ${second}`;
}

function endsInName(expr: Expr): boolean {
  if (expr.kind === "binary") return endsInName(expr.right);
  if (expr.kind === "unary") return endsInName(expr.operand);
  return expr.kind === "variable" || expr.kind === "member";
}

/** The names of a path from its head on, if they are all units of dates and are written without backticks. */
function unitsOf(expr: Expr): readonly string[] {
  if (expr.kind === "variable") return isUnitName(expr.name) && !expr.quoted ? [expr.name] : [];
  if (expr.kind !== "member") return [];
  const units = unitsOf(expr.object);
  const longer = [...units, expr.name];
  return units.length > 0 && isUnitName(expr.name) && !isTelling(longer) ? longer : [];
}

function endsInUnit(expr: Expr): boolean {
  if (expr.kind === "binary") return endsInUnit(expr.right);
  if (expr.kind === "unary") return endsInUnit(expr.operand);
  return unitsOf(expr).length > 0;
}

/** Of a path, whether another unit follows the first, or nothing: a format goes on with nothing else. */
function beginsWithUnit(expr: Expr): boolean {
  if (expr.kind === "binary") return beginsWithUnit(expr.left);
  if (expr.kind === "member" && expr.object.kind === "member") return beginsWithUnit(expr.object);
  return unitsOf(expr).length > 0;
}

/** An operand in parentheses where without them it would be torn apart, or taken for an operator. */
function printOperand(operand: Expr, level: number): string {
  const isLooser = operand.kind === "binary" && levelOf(operand.operator) < level;
  const isWord = operand.kind === "variable" && !operand.quoted && wordOperators.has(operand.name.toLowerCase());
  return isLooser || isWord ? `(${printExpr(operand)})` : printExpr(operand);
}
