import fc from "fast-check";
import { expect, test } from "vitest";
import { isArray, isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import { mergedCollections } from "../../runtime/procedure/merge.ts";

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Value>(undefined, null, 0, 1, "", "a", true, new Date(0), new Uint8Array([1])),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__", "0"), tie("value"), { maxKeys: 3 }),
  ),
})).value;
const collection = fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__", "0"), value, { maxKeys: 3 });

/** The paths of all that is written in a value; an empty collection or array is written itself. */
function leaves(of: Value, path: readonly string[] = []): readonly (readonly [string, Value])[] {
  const entries = isArray(of)
    ? of.map((each, i) => [`[${i}]`, each] as const)
    : isCollection(of)
      ? Object.entries(of)
      : [];
  if (entries.length === 0) return [[path.join("/"), of]];
  return entries.flatMap(([key, each]) => leaves(each, [...path, key]));
}

/** What lies at a path. */
function at(of: Value, path: string): Value {
  return path.split("/").reduce<Value>((inner, key) => {
    if (isArray(inner)) return inner[Number(key.slice(1, -1))];
    return isCollection(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, of);
}

test("what is written above stands in the result, wherever it is not undefined", () => {
  fc.assert(
    fc.property(collection, collection, (below: Collection, above: Collection) => {
      const merged = mergedCollections(below, above);
      for (const [path, leaf] of leaves(above)) {
        const isEmpty = isArray(leaf) || isCollection(leaf);
        if (path !== "" && leaf !== undefined && !isEmpty) expect(at(merged, path)).toBe(leaf);
      }
    }),
  );
});

test("what lies below stays where nothing is written above it", () => {
  fc.assert(
    fc.property(collection, collection, (below: Collection, above: Collection) => {
      const merged = mergedCollections(below, above);
      for (const [path, leaf] of leaves(below)) {
        if (path === "" || isArray(leaf) || isCollection(leaf)) continue;
        const steps = path.split("/");
        const isHidden = steps.some((_, i) => {
          const over = at(above, steps.slice(0, i + 1).join("/"));
          const under = at(below, steps.slice(0, i + 1).join("/"));
          const isOfOneKind = (isArray(over) && isArray(under)) || (isCollection(over) && isCollection(under));
          return over !== undefined && !isOfOneKind;
        });
        if (!isHidden) expect(at(merged, path)).toBe(leaf);
      }
    }),
  );
});

test("nothing else comes in, and neither side is changed", () => {
  fc.assert(
    fc.property(collection, collection, (below: Collection, above: Collection) => {
      const before = [structuredClone(below), structuredClone(above)];
      const merged = mergedCollections(below, above);
      expect([below, above]).toEqual(before);
      const written = new Set([...leaves(below), ...leaves(above)].map(([path]) => path));
      for (const [path, leaf] of leaves(merged)) {
        if (leaf !== undefined && path !== "" && !isArray(leaf) && !isCollection(leaf)) expect(written).toContain(path);
      }
      expect(mergedCollections(below, {})).toEqual(below);
      expect(mergedCollections(above, above)).toEqual(above);
      expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    }),
  );
});

test.each<[string, Collection, Collection, Collection]>([
  ["key by key", { a: { x: 1 } }, { a: { y: 2 } }, { a: { x: 1, y: 2 } }],
  ["arrays place by place", { a: [1, 2, 3] }, { a: [9] }, { a: [9, 2, 3] }],
  ["collections in arrays", { a: [{ x: 1 }] }, { a: [{ y: 2 }, 3] }, { a: [{ x: 1, y: 2 }, 3] }],
  ["undefined is skipped", { a: 1 }, { a: undefined, b: undefined }, { a: 1, b: undefined }],
  ["null is a value", { a: { x: 1 } }, { a: null }, { a: null }],
  ["dates are values", { a: { x: 1 } }, { a: new Date(5) }, { a: new Date(5) }],
  ["an array over a collection", { a: { x: 1 } }, { a: [1] }, { a: [1] }],
])("%s", (_what, below, above, expected) => {
  expect(mergedCollections(below, above)).toEqual(expected);
});
