import { expect, test } from "vitest";
import * as iml from "../../grammar/iml/diagnostics.ts";
import * as foreign from "../../grammar/iml/foreign-diagnostics.ts";
import * as json from "../../grammar/json/diagnostics.ts";

/** What can be read in one way only, and has a value, is a warning. */
test("what has no meaning is an error", () => {
  const makers = Object.values({ ...iml, ...foreign, ...json });
  expect(makers.length).toBeGreaterThan(20);
  for (const { spec } of makers) expect(["error", "warning"], spec.code).toContain(spec.severity);
  const warnings = makers.filter(({ spec }) => spec.severity === "warning").map(({ spec }) => spec.code);
  expect(warnings.toSorted()).toEqual(["duplicate-key", "empty-argument", "hyphen-in-name", "missing-operator"]);
});
