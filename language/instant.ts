/**
 * The instant of a text that tells date, time and offset in the format that ECMAScript shares with JSON:
 * `2016-06-20T17:26:44.356Z`, `2016-06-20T19:26+02:00`, `+012016-06-20T17:26:44Z`. Undefined for any other text.
 */
export function instantFromText(text: string): Date | undefined {
  if (!shape.test(text)) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) || !isInMonth(text) ? undefined : date;
}

const shape = new RegExp(
  [
    /^(?:\d{4}|\+\d{6}|-(?!000000)\d{6})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/,
    /T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{3})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
  ]
    .map(({ source }) => source)
    .join(""),
);

/** Engines differ in what they make of 30 February. */
function isInMonth(text: string): boolean {
  const end = text.indexOf("T");
  const day = text.slice(end - 2, end);
  return day < "29" || new Date(`${text.slice(0, end)}T00:00Z`).getUTCDate() === Number(day);
}
