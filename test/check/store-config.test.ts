import { expect, test } from "vitest";
import { readConfig } from "../../compiler/project/config/config.ts";
import { storeShape } from "../../compiler/project/config/store.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { defaultRetention } from "../../runtime/retention.ts";

const DAY = 24 * 60 * 60 * 1000;

function read(text: string) {
  const source = { uri: "imlc.json", text };
  return readConfig(source, parseJson(source).value, ["webhook"]);
}

test("what is not set is left to the runtime, whose times are those that are documented", () => {
  expect(Object.values(read('{"store": {}}').value.store)).toEqual([undefined, undefined, undefined, undefined]);
  const documented = Object.entries(storeShape.fields).map(([key, field]) => [key, Number(field.default) * DAY]);
  expect(Object.fromEntries(documented)).toEqual(defaultRetention);
});

test("what is set holds, in milliseconds", () => {
  const { value, diagnostics } = read('{"store": {"requests": 1, "unowned": 0.5, "delivered": 2, "dead": 365}}');
  expect(diagnostics).toEqual([]);
  expect(value.store).toEqual({ requests: DAY, unowned: DAY / 2, delivered: 2 * DAY, dead: 365 * DAY });
});

test.each([
  ['{"store": {"requests": 0}}', "out-of-range"],
  ['{"store": {"dead": 3651}}', "out-of-range"],
  ['{"store": {"delivered": "long"}}', "wrong-shape"],
  ['{"store": {"request": 5}}', "unknown-key"],
])("%s is %s", (text, code) => {
  expect(read(text).diagnostics.map((one) => one.code)).toEqual([code]);
});
