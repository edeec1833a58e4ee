import { describe, expect, it } from "vitest";
import { maxKeys } from "../../language/json.ts";
import { get, type Open } from "../../language/values.ts";
import { MAX_OUTPUTS } from "../../runtime/receive/limits.ts";
import { bundles, post, received } from "./post.ts";

const MiB = 1024 * 1024;
const verdict = (got: ReturnType<typeof received>) => [
  got.reply.status,
  got.reply.status === 200 ? "" : JSON.parse(got.reply.body).error.code,
];

describe("limits, on both sides", () => {
  it.each([
    [200, [200, ""]],
    [201, [400, "body-too-deep"]],
    [100_000, [400, "body-too-deep"]],
  ])("JSON nested %i levels deep", (depth, expected) => {
    expect(verdict(received({ iterate: () => [] }, post("[".repeat(depth) + "]".repeat(depth))))).toEqual(expected);
  });

  it.each([
    [1000, [200, ""]],
    [1001, [413, "too-many-items"]],
  ])("%i items", (count, expected) => {
    const got = received(
      { iterate: ({ body }) => body, uid: ({ item }) => item, places: { iterate: "w:1:1" } },
      post(Array.from({ length: count }, (_, n) => n)),
    );
    expect(verdict(got)).toEqual(expected);
    expect(got.items).toHaveLength(count === 1000 ? 1000 : 0);
    if (count > 1000) expect(got.failure).toMatchObject({ code: "too-many-items", place: "w:1:1" });
  });

  it.each([
    [MiB, "bundle"],
    [MiB + 1, "failure"],
  ])("an output of %i bytes", (bytes, kind) => {
    const output = () => "x".repeat(bytes - 2);
    const [item] = received({ uid: () => "u", output, places: { output: "w:2:2" } }, post({})).items;
    expect(item?.payload.kind).toBe(kind);
    if (kind === "failure")
      expect(item?.payload).toMatchObject({ failure: { code: "output-too-large", place: "w:2:2" } });
  });

  it("counts bytes, not characters", () => {
    const output = () => "é".repeat(MiB / 2);
    expect(received({ uid: () => "u", output }, post({})).items[0]?.payload.kind).toBe("failure");
  });

  it("holds the outputs of a request together, so that a small one cannot fill the store", () => {
    const half = "x".repeat(MiB / 2 - 2);
    const outputs = (count: number) =>
      received(
        { iterate: () => Array.from({ length: count }, (_, n) => n), uid: () => "u", output: () => half },
        post({}),
      );
    const most = MAX_OUTPUTS / (MiB / 2);
    expect(verdict(outputs(most))).toEqual([200, ""]);
    expect(verdict(outputs(most + 1))).toEqual([413, "outputs-too-large"]);
  });

  it("as many keys as there may be are read", () => {
    const body = `{${Array.from({ length: maxKeys }, (_, n) => `"k${n}":1`).join(",")}}`;
    const units = { uid: () => "u", output: ({ body: read }: { readonly body: Open }) => get(read, `k${maxKeys - 1}`) };
    expect(bundles(received(units, post(body)))).toEqual([["u", 1]]);
  });

  it("keys that have their low bits in common are read like any others", () => {
    const time = (step: number): number => {
      const keys = Array.from({ length: 100_000 }, (_, n) => `"${(n * step) % 4_294_967_291}":1`);
      const request = post(`{${keys.join(",")}}`);
      const begun = performance.now();
      expect(received({ iterate: () => [] }, request).reply.status).toBe(200);
      return performance.now() - begun;
    };
    time(1_048_576);
    // Hashes that all fell together would take the square of it: ten thousand times as long.
    expect(time(1_048_576)).toBeLessThan(100 * (time(7919) + 10));
  });
});
