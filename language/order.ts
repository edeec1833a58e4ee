import { isDate } from "./kinds.ts";
import { numberOf } from "./numbers.ts";
import type { Value } from "./values.ts";

/** How items are sorted: `ci` makes capital and small letters alike. */
export const orders = ["asc", "desc", "asc ci", "desc ci"] as const;

export type Order = (typeof orders)[number];

/**
 * The items sorted by a value that each has. Numbers come before texts, a text that says a number is one beside others;
 * texts go by their code units; what is neither comes last, whatever the order is. Items that compare alike stay in
 * their order, but of texts that differ only in capitals the one with capitals comes first.
 */
export function sorted<T>(items: readonly T[], read: (item: T) => Value, order: Order): readonly T[] {
  const { numbers, texts, others } = sortable(items, read, order.endsWith("ci"));
  if (order.startsWith("asc")) {
    numbers.sort((a, b) => a.number - b.number || 0);
    texts.sort((a, b) => codeUnits(a.text, b.text) || codeUnits(a.written, b.written));
    return [...numbers.map(itemOf), ...texts.map(itemOf), ...others];
  }
  numbers.sort((a, b) => b.number - a.number || 0);
  texts.sort((a, b) => codeUnits(b.text, a.text) || codeUnits(a.written, b.written));
  return [...texts.map(itemOf), ...numbers.map(itemOf), ...others];
}

interface Sortable<T> {
  readonly numbers: { readonly item: T; readonly number: number }[];
  /** `written` is the text itself where its capitals do not count, else nothing. */
  readonly texts: { readonly item: T; readonly text: string; readonly written: string }[];
  readonly others: T[];
}

function sortable<T>(items: readonly T[], read: (item: T) => Value, ignoresCase: boolean): Sortable<T> {
  const found: Sortable<T> = { numbers: [], texts: [], others: [] };
  const values = items.map(read);
  const isBesideNumbers = values.some(isNumeric);
  for (const [i, item] of items.entries()) {
    const value = values[i];
    const isText = typeof value === "string";
    const number = isNumeric(value) || (isText && isBesideNumbers) ? numberOf(value) : undefined;
    if (number !== undefined) found.numbers.push({ item, number });
    else if (!isText) found.others.push(item);
    else if (ignoresCase) found.texts.push({ item, text: value.toLowerCase(), written: value });
    else found.texts.push({ item, text: value, written: "" });
  }
  return found;
}

function itemOf<T>({ item }: { readonly item: T }): T {
  return item;
}

function isNumeric(value: Value): boolean {
  const isKind = typeof value === "number" || typeof value === "boolean" || (value !== undefined && isDate(value));
  return isKind && numberOf(value) !== undefined;
}

function codeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
