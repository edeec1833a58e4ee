import type { Span } from "../source.ts";

/** A string of a manifest: text and expressions in the order in which they are written. */
export interface Template {
  readonly span: Span;
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart =
  | { readonly kind: "text"; readonly span: Span; readonly text: string }
  /** `span` includes the braces. */
  | { readonly kind: "expression"; readonly span: Span; readonly expr: Expr };

/** An expression. Spans are of the file; parentheses leave no node, but widen the span of what they hold. */
export type Expr = Literal | Variable | Member | Index | Call | Unary | Binary | Empty | Missing;

export interface Literal {
  readonly kind: "literal";
  readonly span: Span;
  readonly value: string | number;
}

/** The head of a path. Whether it is a keyword is for the scope to say; a quoted (backticked) name never is. */
export interface Variable {
  readonly kind: "variable";
  readonly span: Span;
  readonly name: string;
  readonly quoted: boolean;
}

/** `object.name`; the name may be digits, or have been in backticks. */
export interface Member {
  readonly kind: "member";
  readonly span: Span;
  readonly object: Expr;
  readonly name: string;
  readonly nameSpan: Span;
}

/** `object[index]`; `[]` has no index and means the first item. */
export interface Index {
  readonly kind: "index";
  readonly span: Span;
  readonly object: Expr;
  readonly index: Expr | undefined;
}

export interface Call {
  readonly kind: "call";
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
}

export interface Unary {
  readonly kind: "unary";
  readonly span: Span;
  readonly operator: UnaryOperator;
  readonly operand: Expr;
}

/** `operator` is the canonical one, whatever alias was written; `join` is two terms side by side. */
export interface Binary {
  readonly kind: "binary";
  readonly span: Span;
  readonly operator: BinaryOperator;
  /** Empty, between the two terms, for `join`. */
  readonly operatorSpan: Span;
  readonly left: Expr;
  readonly right: Expr;
}

/** An argument that was left out on purpose: `if(a, b,)`. It is undefined. */
export interface Empty {
  readonly kind: "empty";
  readonly span: Span;
}

/** Where an expression had to be and none was. Code is never generated from it. */
export interface Missing {
  readonly kind: "missing";
  readonly span: Span;
}

export type UnaryOperator = "!" | "-";

export type BinaryOperator =
  | "*"
  | "/"
  | "%"
  | "+"
  | "-"
  | "++"
  | "join"
  | "<"
  | "<="
  | ">"
  | ">="
  | "="
  | "!="
  | "&"
  | "|";
