import { expect, test } from "vitest";
import { readConfig } from "../../compiler/project/config/config.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { defaultDelivery, deliverySettings } from "../../runtime/deliver/settings.ts";

function read(text: string) {
  const source = { uri: "imlc.json", text };
  return readConfig(source, parseJson(source).value, ["webhook"]);
}

test("what is not set is as it always is", () => {
  for (const text of ["{}", '{"deliver": {}}'])
    expect(deliverySettings(read(text).value.deliver)).toEqual(defaultDelivery);
});

test("what is set holds, in milliseconds", () => {
  const { value, diagnostics } = read(
    '{"deliver": {"schedule": [1, 2.5], "timeout": 30, "concurrency": 8, "perTarget": 2}}',
  );
  expect(diagnostics).toEqual([]);
  const set = { schedule: [1_000, 2_500], timeout: 30_000, concurrency: 8, perTarget: 2 };
  expect(deliverySettings(value.deliver)).toEqual(set);
});

test("no schedule at all is one attempt", () => {
  expect(deliverySettings(read('{"deliver": {"schedule": []}}').value.deliver).schedule).toEqual([]);
});

test.each([
  ['{"deliver": {"schedule": [0]}}', "out-of-range"],
  ['{"deliver": {"timeout": 301}}', "out-of-range"],
  ['{"deliver": {"perTarget": "many"}}', "wrong-shape"],
  ['{"deliver": {"shedule": [5]}}', "unknown-key"],
])("%s is %s", (text, code) => {
  expect(read(text).diagnostics.map((one) => one.code)).toEqual([code]);
});
