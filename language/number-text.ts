import { fixed } from "./numbers.ts";

/** What may stand between groups of digits, apart from the decimal separator: `1 234`, `1.234`, `1,234`, `1'234`. */
const grouped = /^[+-]?\d{1,3}(?<between>[\s.,'’_])(?:\d{2,3}\k<between>)*\d{3}$/;
const plain = /^[+-]?\d*$/;
const decimals = /^\d*$/;
const exponent = /e[+-]?\d+$/i;

/** The number that a text says with this decimal separator, undefined if it is none. */
export function numberFromText(text: string, separator: string): number | undefined {
  const written = text.trim();
  const [power = ""] = exponent.exec(written) ?? [];
  const [whole = "", fraction = "", ...more] = written.slice(0, written.length - power.length).split(separator, 3);
  if (more.length > 0 || !(plain.test(whole) || grouped.test(whole)) || !decimals.test(fraction)) return undefined;
  const digits = `${whole.replace(/[^\d+-]/g, "")}.${fraction}${power}`;
  const number = /^[+-]?\.?\d/.test(digits) ? Number(digits) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** The number with so many decimals, a separator before them and one between each three digits before that. */
export function groupedNumber(number: number, decimals: number, point: string, thousands: string): string {
  const [whole = "", fraction] = fixed(number, decimals).split(".");
  const groups = whole.replace(/\d(?=(?:\d{3})+$)/g, (digit) => digit + thousands);
  return fraction === undefined ? groups : groups + point + fraction;
}
