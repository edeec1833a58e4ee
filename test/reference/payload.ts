import fc from "fast-check";
import { isArray, isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import { value } from "../language/arbitrary.ts";

const text = fc.oneof(
  {
    arbitrary: fc.constantFrom("Ann", "bob", "it's", "", " x ", "12", "1.5", "a,b", "ÄÖÜ", "👩‍👩‍👧", "<b>&</b>"),
    weight: 4,
  },
  { arbitrary: fc.constantFrom("12345678901234567890", "12345678901234567891", "2024-03-31T01:30:00Z"), weight: 1 },
  {
    arbitrary: fc.constantFrom("constructor", "__proto__", "length", "/(a+)+$/", "id", "name", "hex", "asc"),
    weight: 1,
  },
  { arbitrary: fc.string({ maxLength: 8 }), weight: 1 },
);
const number = fc.oneof(
  { arbitrary: fc.integer({ min: -3, max: 20 }), weight: 3 },
  { arbitrary: fc.constantFrom(0.1, 0.2, 1.005, -0, 1e21, 9007199254740991, Number.NaN, 1234567.891), weight: 1 },
);
const date = fc.constantFrom(
  ...["2024-02-29T12:00:00.000Z", "2024-03-31T00:59:59.999Z", "1969-12-31T23:00:00Z", "2037-10-25T01:00:00Z"],
);
const instant = date.map((iso) => new Date(iso));
const buffer = fc.uint8Array({ maxLength: 6 });
const odd: fc.Arbitrary<Value> = fc.oneof(
  { arbitrary: fc.constantFrom<Value>(undefined, null, true, false, "", {}, []), weight: 6 },
  { arbitrary: text, weight: 4 },
  { arbitrary: number, weight: 4 },
  { arbitrary: instant, weight: 2 },
  { arbitrary: value, weight: 1 },
);

const person = fc.record({ name: text, email: text, "content-type": text }, { requiredKeys: ["name"] });
const row = fc.record({ id: odd, name: text, label: text, qty: number, user: person }, { requiredKeys: ["name"] });
const hostile = fc
  .array(fc.tuple(fc.constantFrom("__proto__", "constructor", "toString", "length", "1", "-1", "", "a.b"), odd), {
    maxLength: 3,
  })
  .map((entries): Collection => Object.fromEntries(entries));

/** The event that `item` is; `known` of templates.ts says what kind each path of it is. */
const item: fc.Arbitrary<Collection> = fc
  .record({
    text,
    title: text,
    id: fc.constantFrom("12345678901234567890", 7, "7"),
    n: number,
    price: number,
    flag: fc.boolean(),
    when: instant,
    day: date,
    buf: buffer,
    tags: fc.array(text, { maxLength: 3 }),
    nums: fc.array(fc.oneof({ arbitrary: number, weight: 5 }, odd), { maxLength: 4 }),
    rows: fc.array(row, { maxLength: 3 }),
    user: person,
    hostile,
    odd,
  })
  .map((known) => ({ ...known, nothing: undefined, empty: null, emails: [] }));

const zone = fc.constantFrom("UTC", "Europe/Prague", "America/New_York", "Asia/Kathmandu");

/** The variables of a scope, as the runtime fills them; frozen, for no template may change them. */
export const payloads: fc.Arbitrary<Collection> = fc
  .record({
    item,
    body: odd,
    query: fc.constantFrom<Value>({}, { q: "1", list: ["a", "b"] }),
    parameters: fc.constantFrom<Value>({}, { field: "name", n: "2" }, undefined),
    data: odd,
    headers: fc.constantFrom<Value>({}, { "x-shop-id": "7", "content-type": "application/json" }),
    "1": person,
    value: odd,
    result: text,
    newline: fc.constantFrom<Value>(undefined, "shadowed"),
    method: fc.constantFrom("POST", "GET"),
    statusCode: fc.constantFrom(200, 404),
    zone,
  })
  .map(({ zone: timezone, ...rest }) =>
    frozen({
      ...rest,
      rawBody: "{}",
      now: new Date("2026-01-31T12:00:00.500Z"),
      executionId: "e1",
      environment: { timezone },
    }),
  );

/** Bytes cannot be frozen. */
function frozen<T extends Value>(whole: T): T {
  if (isArray(whole)) whole.forEach(frozen);
  else if (isCollection(whole)) Object.values(whole).forEach(frozen);
  else return whole;
  return Object.freeze(whole);
}
