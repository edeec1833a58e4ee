import { describe, expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate.ts";
import { builtins } from "../../language/functions/index.ts";
import type { Collection } from "../../language/values.ts";
import type { Words } from "../../language/words.ts";

/** For each parameter that takes some texts only, a call in which `$` stands for the text. */
const calls: Readonly<Record<string, string>> = {
  "formatDate timezone": "formatDate('2026-01-31'; 'L'; $)",
  "parseDate timezone": "parseDate('2026-01-31'; 'YYYY-MM-DD'; $)",
  "dateDiff unit": "dateDiff('2026-01-31'; '2026-01-30'; $)",
  "setMonth value": "setMonth('2026-01-31'; $)",
  "setDay value": "setDay('2026-01-31'; $)",
  "toBinary encoding": "toBinary(''; $)",
  "toString encoding": "toString(toBinary('a'); $)",
  "md5 encoding": "md5('a'; $)",
  "sha1 encoding": "sha1('a'; $)",
  "sha256 encoding": "sha256('a'; $)",
  "sha512 encoding": "sha512('a'; $)",
  "sha1 keyEncoding": "sha1('a'; 'hex'; 'abcd'; $)",
  "sha256 keyEncoding": "sha256('a'; 'hex'; 'abcd'; $)",
  "sha512 keyEncoding": "sha512('a'; 'hex'; 'abcd'; $)",
  "jwt algorithm": "jwt('a'; 'k'; $)",
  "cryptoSign encoding": "cryptoSign('SHA256'; 'a'; key; $)",
};

const taking = [...builtins.values()].flatMap(({ name, examples, takes = {} }) =>
  Object.entries(takes).map(([param, words]) => ({ name: `${name} ${param}`, words, context: examples[0]?.[2] ?? {} })),
);

/** The error that a call fails with. */
async function errorOf(name: string, text: string, context: Collection): Promise<string | undefined> {
  const outcome = await evaluate(`{{${calls[name]?.replace("$", `'${text}'`)}}}`, { context });
  return "error" in outcome ? outcome.error.message : undefined;
}

function refused({ what }: Words): RegExp {
  return new RegExp(` is (?:no ${what}|neither a number nor one of)`);
}

describe.each(taking)("$name", ({ name, words, context }) => {
  test("knows at run time what is offered", async () => {
    expect(calls[name]).toBeDefined();
    const all = words.all();
    const some = all.filter((_, index) => index % Math.ceil(all.length / 12) === 0);
    for (const word of some) {
      expect(words.has(word)).toBe(true);
      expect((await errorOf(name, word, context)) ?? "").not.toMatch(refused(words));
    }
  });

  test("fails at run time where the checker says so", async () => {
    for (const word of ["nonsense", "D ", "hex2"]) {
      expect(words.has(word)).toBe(false);
      expect(await errorOf(name, word, context)).toMatch(refused(words));
    }
  });
});
