import { deepStrictEqual } from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Io } from "../cli/io.ts";
import { main } from "../cli/main.ts";
import { anchor } from "../cli/reference/markdown.ts";
import { referencePages } from "../cli/reference/pages.ts";
import { evaluate } from "../compiler/evaluate.ts";
import { kinds } from "../compiler/manifest/kinds.ts";
import { oauthRoot } from "../compiler/manifest/oauth.ts";
import type { KeyShape, Shape } from "../compiler/manifest/shape.ts";
import { configShape } from "../compiler/project/config/config.ts";
import { binaryRows, unaryRows } from "../grammar/iml/operator-rows.ts";
import { operatorOf } from "../grammar/iml/operators.ts";
import { conversionRows } from "../language/conversion-rows.ts";
import type { Example } from "../language/functions/define.ts";
import { builtins } from "../language/functions/index.ts";
import { keywords } from "../language/keywords.ts";
import { scopes } from "../language/scopes.ts";
import { schemes } from "../language/signatures/schemes.ts";
import type { Collection } from "../language/values.ts";

interface Row {
  readonly doc: string;
  readonly source: string;
  readonly examples: readonly Example[];
}

const operators: readonly (readonly [string, Row])[] = [
  ...Object.entries(unaryRows).map(([operator, row]) => [`operator ${operator} before a term`, row] as const),
  ...Object.entries(binaryRows).map(([operator, row]) => [`operator ${operator}`, row] as const),
];
const conversions = Object.entries(conversionRows).map(([wanted, row]) => [`conversion to ${wanted}`, row] as const);
const functions = [...builtins].map(([name, row]) => [`function ${name}`, row] as const);

function run(expression: string, context: Collection = {}) {
  return evaluate(`{{${expression}}}`, { context, timezone: "UTC", now: new Date("2024-05-20T12:00:00Z") });
}

const sentence = /^[^a-z].*\.$/s;

test.each<readonly [string, Row]>([...functions, ...operators, ...conversions])(
  "%s has a doc that is a sentence, the public source of its rule, and an example",
  (_, { doc, source, examples }) => {
    expect(doc).toMatch(sentence);
    expect(source).toMatch(/^[A-Z]\w*.{5,}[^.]$/);
    expect(source).not.toMatch(/language\.md|vectors?|shared\/|\bimlc\b/i);
    expect(examples.length).toBeGreaterThan(0);
  },
);

// Those of functions are run beside the edge cases of each.
describe.each<readonly [string, Row]>([...operators, ...conversions])("%s", (_, { examples }) => {
  for (const [expression, value, context] of examples) {
    test(expression, async () => deepStrictEqual(await run(expression, context), { value }));
  }
});

test.each(conversions.flatMap(([name, { refused }]) => refused.map((each) => [name, ...each] as const)))(
  "%s: %s throws %s",
  async (_, expression, code) => {
    expect(await run(expression)).toMatchObject({ error: { code } });
  },
);

test.each([...keywords])("keyword %s has a doc, and the value that it says", async (name, { value, doc }) => {
  expect(doc).toMatch(sentence);
  deepStrictEqual(await run(name), { value });
});

test.each(Object.entries(scopes))("each variable of %s has a doc that is a sentence", (_, variables) => {
  for (const [name, { doc }] of variables) expect(`${name}: ${doc}`).toMatch(/: [^a-z].*\.$/);
});

test("every key of every manifest has a doc that is a sentence", () => {
  for (const root of [...Object.values(kinds).map((kind) => kind.root), oauthRoot, configShape]) {
    for (const { doc } of keysIn(root)) expect(doc).toMatch(sentence);
  }
});

test.each(Object.entries(schemes))("the signature scheme %s has a doc that is a sentence, and a source", (_, row) => {
  expect(row.doc).toMatch(/^`.*\.$/);
  expect(row.source).toMatch(/^[A-Z]\w*.{5,}[^.]$/);
});

test("every alias and word of an operator is read as it", () => {
  for (const [operator, { aliases = [], word }] of Object.entries(binaryRows)) {
    for (const image of [operator, ...aliases, ...(word === undefined ? [] : [word, word.toUpperCase()])]) {
      expect([image, operatorOf(image)]).toEqual([image, operator]);
    }
  }
});

const pages = await referencePages();

test.each([...pages])("docs/%s is current (if not: npm run reference)", (name, text) => {
  expect(readFileSync(new URL(`../docs/${name}`, import.meta.url), "utf8")).toBe(text);
});

test("every link leads to a heading", () => {
  for (const [name, text] of pages) {
    for (const [, page = "", heading] of text.matchAll(/\]\(([a-z]+\.md)?(?:#([^)]+))?\)/g)) {
      const headings = (pages.get(page === "" ? name : page) ?? "").matchAll(/^#+ (.+)$/gm);
      const anchors = [...headings].map(([, title = ""]) => anchor(title));
      expect(anchors).not.toEqual([]);
      if (heading !== undefined) expect(anchors).toContain(heading);
    }
  }
});

test("imlc reference writes pages once, and --check tells which are not current", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "imlc-reference-"));
  const names = [...pages.keys()];
  const lines = (end: string) => names.map((name) => `${name} ${end}\n`).join("");
  expect(await command(["reference", "--out", "pages", "--check"], cwd)).toEqual([3, lines("is not current")]);
  expect(await command(["reference", "--out", "pages"], cwd)).toEqual([0, lines("written")]);
  expect(await command(["reference", "--out", "pages"], cwd)).toEqual([0, ""]);
  expect(await command(["reference", "--out", "pages", "--check"], cwd)).toEqual([0, ""]);
});

test("imlc explain prints what is known about a code, and suggests one for a slip", async () => {
  const [code, text] = await command(["explain", "index-zero"]);
  expect(code).toBe(0);
  expect(text).toMatch(/^index-zero\n\n\*\*warning\*\*: .*\.\n/);
  expect(await command(["explain", "index-zreo"])).toEqual([
    2,
    "imlc: there is no diagnostic `index-zreo`. Did you mean `index-zero`? `imlc rules` lists all of them.\n",
  ]);
});

/** The exit code of a command line, and all that it printed. */
async function command(args: readonly string[], cwd = "."): Promise<readonly [number, string]> {
  let printed = "";
  const print = (text: string) => {
    printed += text;
  };
  const io: Io = {
    cwd,
    env: {},
    color: false,
    isTerminal: false,
    out: print,
    err: print,
    stdin: () => Promise.resolve(""),
    interrupted: () => Promise.resolve(),
  };
  const code = await main(args, io);
  return [code, printed];
}

function keysIn(shape: Shape): readonly KeyShape[] {
  switch (shape.kind) {
    case "record": {
      const own = [...Object.values(shape.fields), ...(shape.pattern ? [shape.pattern] : [])];
      return own.flatMap((key) => [key, ...keysIn(key.shape)]);
    }
    case "either":
      return keysIn(shape.long);
    case "map":
    case "list":
    case "requests":
    case "unrun":
      return keysIn(shape.of);
    case "template":
    case "choice":
    case "anything":
    case "data":
    case "constant":
      return [];
  }
}
