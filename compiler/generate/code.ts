import { type Type, t, typeOf } from "../../language/types.ts";
import type { Value } from "../../language/values.ts";
import { numberLiteral, stringLiteral } from "./literal.ts";

/** An expression of JavaScript, and what is known of it. */
export interface Code {
  readonly text: string;
  readonly binds: Binding;
  /** What its value surely is, whatever the input, and what TypeScript knows it is; else `any`. */
  readonly type: Type;
  /** Whether its value is surely not undefined. */
  readonly defined: boolean;
  /** How far TypeScript lets keys be read of it: from key to key (`Open`), one key, or none. */
  readonly readable: "deep" | "once" | "no";
  /** Its value, if that is known when the code is written. */
  readonly constant?: { readonly value: Value };
}

/** How tightly an expression holds together, from a name or a call to `||`. */
export type Binding = (typeof binding)[keyof typeof binding];

export const binding = { primary: 0, unary: 1, sum: 2, and: 3, or: 4 } as const;

/** A value that is known when the code is written. */
export function constantCode(value: string | number | boolean | null | undefined): Code {
  return { ...literalCode(value), constant: { value } };
}

function literalCode(value: string | number | boolean | null | undefined): Code {
  if (typeof value === "string") return primary(stringLiteral(value), t.text);
  if (typeof value !== "number") return primary(String(value), typeOf(value));
  return typed(numberLiteral(value), value < 0 || Object.is(value, -0) ? binding.unary : binding.primary, t.number);
}

/** A name, a literal or a call whose type is known. */
export function primary(text: string, type: Type): Code {
  return typed(text, binding.primary, type);
}

/** An expression whose type is known. */
export function typed(text: string, binds: Binding, type: Type): Code {
  return { text, binds, type, defined: !mayBeUndefined(type), readable: "no" };
}

/** A value of which nothing is known, and of which any key may be read. */
export function openCode(text: string): Code {
  return { text, binds: binding.primary, type: t.any, defined: false, readable: "deep" };
}

/** The text of an operand, in parentheses where it would fall apart beside an operator that binds as given. */
export function operand(code: Code, binds: Binding): string {
  return code.binds > binds ? `(${code.text})` : code.text;
}

/** Whether a value of the type may be undefined. */
export function mayBeUndefined(type: Type): boolean {
  return type.kind === "union" ? type.of.some(mayBeUndefined) : type.kind === "any" || type.kind === "undefined";
}
