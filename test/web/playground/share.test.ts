import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Playground } from "../../../web/playground/playground.ts";
import { fromFragment, toFragment } from "../../../web/playground/share.ts";

const text = fc.string({ unit: "grapheme" });

const playground: fc.Arbitrary<Playground> = fc.record({
  app: fc.stringMatching(/^[\w-]+$/),
  files: fc.dictionary(fc.stringMatching(/^[a-z][\w-]*\.json$/), text),
  request: fc.record({ method: text, query: text, headers: text, body: text, signed: fc.boolean() }),
  owners: fc.array(fc.record({ name: text, uid: text, connection: text, parameters: text })),
  service: fc.record({
    user: text,
    answers: fc.record({ connection: text, attach: text, update: text, detach: text }, { requiredKeys: [] }),
  }),
});

const request = { method: "POST", query: "", headers: "", body: "", signed: true };
const service = { user: "", answers: {} };

describe("a link", () => {
  test("brings back what it was made of, and has nothing that a URL could not have", async () => {
    await fc.assert(
      fc.asyncProperty(playground, async (shared) => {
        const fragment = await toFragment(shared);
        expect(fragment).toMatch(/^1\.[\w-]*$/);
        expect(await fromFragment(fragment)).toEqual(shared);
      }),
    );
  });

  test("that was cut, or is none, brings nothing", async () => {
    const [some] = fc.sample(playground, { numRuns: 1, seed: 7 });
    if (some === undefined) throw new Error("There is a sample.");
    const fragment = await toFragment({ ...some, files: { "webhook.iml.json": '{"uid": "{{item.id}}"}' } });
    for (const broken of ["", "about", "1.", "1.!", "2.abc", fragment.slice(0, -8)]) {
      expect(await fromFragment(broken)).toBeUndefined();
    }
  });

  test("brings no code, and no file outside of its app", async () => {
    for (const path of ["functions/evil/code.js", "../imlc.json", "/imlc.json", "a/../b.json", ".hidden.json"]) {
      const fragment = await toFragment({ app: "app", files: { [path]: "{}" }, request, owners: [], service });
      expect(await fromFragment(fragment)).toBeUndefined();
    }
  });

  test("that was made when users had a name and a uid only is read", async () => {
    // Made by the page as it was then.
    const fragment =
      "1.LY3LCgIxEAT_pc5zF-YnFPQmHiIZ3YCb7OaBSMi_y65eGrpoqjtuWdA9hUd4WUH7ELKtzUpFO7PVKXmU0_F8QVib5Q8KwmTOWy6_ck_-j0t4RvNozc2GkN5xH1070c223XmH0MJmPTBu4ws";
    expect(await fromFragment(fragment)).toEqual({
      app: "app",
      files: {},
      request,
      owners: [{ name: "ada", uid: "7", connection: "", parameters: "" }],
      service,
    });
  });

  test("that would unpack to very much brings nothing", async () => {
    const large = { ...request, body: "a".repeat(3_000_000) };
    const fragment = await toFragment({ app: "app", files: {}, request: large, owners: [], service });
    expect(await fromFragment(fragment)).toBeUndefined();
  });
});
