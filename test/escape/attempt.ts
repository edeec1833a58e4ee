import type { Collection, Value } from "../../language/values.ts";

/** One try to get at what templates may not reach, or to do more than they may. */
export interface Attempt {
  readonly name: string;
  readonly template: unknown;
  readonly context: Collection;
  /** The value that it has, where there is only one that it may have. */
  readonly gives?: { readonly value: Value };
}

/** A template that is one expression, with what it reads. */
export function attempt(expression: string, context: Collection = {}, name = expression): Attempt {
  return { name: beginning(name), template: `{{${expression}}}`, context };
}

/** An attempt that may give nothing else than this value. */
export function giving(value: Value, tried: Attempt): Attempt {
  return { ...tried, gives: { value } };
}

/** A text as an expression has it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function beginning(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
