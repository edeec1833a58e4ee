import { expect, test } from "vitest";
import { limits, misplacedKeys, parameterKeys, takenText } from "../../compiler/parameters/keys.ts";
import { otherNames, parameterTypes } from "../../compiler/parameters/types.ts";

test("the doc of every type and of every key is a sentence", () => {
  const docs = [...parameterTypes.values(), ...parameterKeys.values()].map(({ doc }) => doc);
  for (const doc of [...docs, ...limits.values(), ...misplacedKeys.values()]) expect(doc).toMatch(/^[A-Z].*\.$/);
});

test("what stands for another name is none itself, and leads to one", () => {
  for (const [other, name] of otherNames) {
    expect(parameterTypes.has(other), other).toBe(false);
    expect(parameterTypes.has(name), name).toBe(true);
  }
  for (const key of misplacedKeys.keys()) expect(parameterKeys.has(key), key).toBe(false);
});

test("what a key takes reads as a sentence has it", () => {
  expect(takenText(["text"])).toBe("a text");
  expect(takenText(["object", "boolean"])).toBe("an object or `true` or `false`");
  expect(takenText(["parameters"])).toBe("a list of parameters or `rpc://name`");
});
