import { describe, expect, test } from "vitest";
import { readKey } from "../../compiler/check/access.ts";
import { sampleType } from "../../compiler/payload/samples.ts";
import { show } from "../../language/type-relations.ts";

describe("types of samples", () => {
  test("a key that one sample lacks is optional, and the doc says how often it was seen", () => {
    const type = sampleType([{ id: 1, name: "ada" }, { id: 2 }, { id: "3", name: null }]);
    expect(show(type)).toBe("collection {id: number or text, name?: text or null, …}");
    expect(type.kind === "collection" && type.fields.get("name")?.doc).toBe("Seen in 2 of 3 samples.");
  });

  test("the items of all arrays are taken together", () => {
    const type = sampleType([{ list: [{ a: 1 }, { b: "x" }] }, { list: [] }]);
    const { type: list } = readKey(type, "list");
    expect(list.kind === "array" && show(list.of)).toBe("collection {a?: number, b?: text, …}");
  });

  test("a key that was never seen is worth a warning", () => {
    const one = sampleType([{ user: { id: 1 } }]);
    expect(readKey(one, "usr").problem).toEqual({ kind: "unseen", fields: ["user"], origin: "the sample" });
    const two = readKey(sampleType([{ user: 1 }, { user: 2 }]), "usr").problem;
    expect(two).toMatchObject({ origin: "any of 2 samples" });
  });

  test("an object in which nothing was seen may hold anything", () => {
    expect(readKey(sampleType([{ meta: {} }]), "meta").type).toMatchObject({ kind: "collection", open: true });
    expect(readKey(readKey(sampleType([{ meta: {} }]), "meta").type, "x")).toEqual({ type: { kind: "any" } });
  });
});
