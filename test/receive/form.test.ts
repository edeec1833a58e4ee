import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxKeys } from "../../language/json.ts";
import { parseForm } from "../../runtime/form.ts";

/** What the platform's own reader makes of it, which is slow but right. */
function byPlatform(text: string): unknown {
  const values: [string, string | string[]][] = [];
  for (const [name, value] of new URLSearchParams(`&${text}`)) {
    const before = values.find(([known]) => known === name);
    if (before === undefined) values.push([name, value]);
    else before[1] = [before[1], value].flat();
  }
  return Object.fromEntries(values);
}

describe("a form", () => {
  it("is what URLSearchParams reads, whatever the text", () => {
    const pieces = fc.constantFrom("&", "=", "+", "%", "%4", "%41", "%e9", "%C3%A9", "%f0%9f", "a", "?", " ", "\u0000");
    // Node reads a text with both broken escapes and other letters than those of ASCII otherwise than the URL Standard.
    const others = fc.string({ unit: "binary" }).map((text) => text.replaceAll("%", ""));
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")),
      others,
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseForm(text)).toEqual(byPlatform(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps letters beside a broken escape", () => {
    expect(parseForm("%4é=%ff%41%C3%A9")).toEqual({ "%4é": "\ufffdAé" });
  });

  it.each([
    ["of one name", (_n: number) => "a"],
    ["of names of their own", (n: number) => n.toString(36)],
  ])("of as many fields %s as there may be is read", (_what, name) => {
    const text = Array.from({ length: maxKeys }, (_, n) => `${name(n)}=1`).join("&");
    const values = Object.values(parseForm(text)).flat();
    expect(values).toHaveLength(maxKeys);
  });
});
