import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateApp } from "../../compiler/generate/module.ts";
import { keyText } from "../../compiler/generate/names.ts";
import { type TypeDeclaration, typeDeclarations } from "../../compiler/generate/type.ts";
import { type CollectionType, type FieldType, type Type, t, union } from "../../language/types.ts";
import { codeOnly, hostileText } from "./arbitrary.ts";
import { analyzeCase } from "./case.ts";
import { typeErrors } from "./type-errors.ts";

const root = join(import.meta.dirname, "../..");

let folder = "";
beforeAll(() => {
  mkdirSync(join(root, ".imlc"), { recursive: true });
  folder = mkdtempSync(join(root, ".imlc/types-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const body = (type: Type): TypeDeclaration => ({ name: "Body", doc: "What is sent.", type });
const textOf = (...roots: readonly TypeDeclaration[]): string => typeDeclarations(roots).text;
const printed = (type: Type): string => textOf(body(type)).replace("/** What is sent. */\n", "");
const fields = (given: Readonly<Record<string, FieldType>>, name?: string): CollectionType => ({
  kind: "collection",
  fields: new Map(Object.entries(given)),
  open: true,
  ...(name !== undefined && { name }),
});
const field = (type: Type): FieldType => ({ type, optional: false });

describe("a type as TypeScript", () => {
  test.each<[string, Type, string]>([
    ["anything", t.any, "Value"],
    [
      "simple types",
      union(t.number, t.boolean, t.text, t.null, t.undefined),
      "number | boolean | string | null | undefined",
    ],
    ["classes", union(t.date, t.buffer), "Date | Uint8Array"],
    ["texts", t.textOf("a", 'b"'), String.raw`"a" | "b\""`],
    ["no text at all", t.textOf(), "never"],
    ["texts or nothing", union(t.textOf("a", "b"), t.null), '"a" | "b" | null'],
    ["an array", t.array(t.number), "readonly number[]"],
    ["an array of unions", t.array(union(t.number, t.null)), "readonly (number | null)[]"],
    ["an array of arrays", t.array(t.array(t.text)), "readonly (readonly string[])[]"],
    ["an array or nothing", union(t.array(t.text), t.null), "readonly string[] | null"],
    ["any keys", t.open(), "{ readonly [key: string]: Value }"],
    ["keys of one type", t.mapOf(t.number), "{ readonly [key: string]: number }"],
    ["no key", t.collection({}), "{ readonly [key: string]: never }"],
    ["an open collection, for what nobody declared to be a mistake", t.open({ a: t.text }), "{ readonly a: string }"],
    [
      "keys that are no names",
      t.collection({ "a b": t.text, any: t.date }),
      '{ readonly "a b": string; readonly "any": Date }',
    ],
    ["a key that may be undefined, since it may be anything", t.open({ a: t.any }), "{ readonly a?: Value }"],
    ["a key that may be missing", fields({ a: { type: t.text, optional: true } }), "{ readonly a?: string }"],
  ])("%s", (_, type, expected) => {
    expect(printed(type)).toBe(`export type Body = ${expected};\n`);
  });

  test("docs of fields are comments of one line", () => {
    const type = fields({ a: { type: t.text, optional: false, doc: "Ends\n  here: */ eval" } });
    expect(printed(type)).toBe("export type Body = {\n  /** Ends here: * / eval */\n  readonly a: string;\n};\n");
  });

  test("a long union has a line for each of its members", () => {
    const texts = ["", "!"].flatMap((end) => [..."abcd"].map((letter) => letter.repeat(20) + end));
    const lines = texts.map((text) => `\n  | "${text}"`).join("");
    expect(printed(t.textOf(...texts))).toBe(`export type Body =${lines};\n`);
    const array = t.array(union(t.textOf(...texts.slice(0, 5)), t.null));
    const some = texts
      .slice(0, 5)
      .map((text) => `\n  | "${text}"`)
      .join("");
    expect(printed(array)).toBe(`export type Body = readonly (${some}\n  | null\n)[];\n`);
  });
});

describe("a declaration of its own", () => {
  const user = fields({ id: field(t.number) });

  test("is made of what is met twice, named by where it is met first", () => {
    expect(printed(t.collection({ "the-owner": user, members: t.array(user) }))).toBe(
      [
        'export type Body = { readonly "the-owner": TheOwner; readonly members: readonly TheOwner[] };\n',
        "/** `the-owner` of `Body`. */\nexport type TheOwner = { readonly id: number };\n",
      ].join("\n"),
    );
  });

  test("is not made of what is met once", () => {
    expect(printed(t.collection({ owner: user }))).toBe(
      "export type Body = { readonly owner: { readonly id: number } };\n",
    );
  });

  test("is made of what its schema names", () => {
    const named = fields({ id: field(t.number) }, "user$created");
    expect(printed(t.array(named))).toBe(
      [
        "export type Body = readonly UserCreated[];\n",
        "/** `user$created` of the schema. */\nexport type UserCreated = { readonly id: number };\n",
      ].join("\n"),
    );
  });

  test("has a name that nothing else has", () => {
    const names = ["value", "Body", "Date", "item scope", "function", "1", "$", "a b", "aB", "a-b"];
    const members = names.map((name, index) => fields({ [`key${index}`]: field(t.text) }, name));
    expect(printed(union(...members)).match(/(?<=^export type )\w+/gm)).toEqual([
      ..."Body Value2 Body2 Date2 ItemScope2 Function2 Part1 Part AB AB2 AB3".split(" "),
    ]);
  });

  test("is made of what would stand too deep, so that nothing is lost and nothing is far to the right", () => {
    const deep = Array.from({ length: 40 }).reduce<Type>(
      (type, _, level) => fields({ [`level${level}`]: { type, optional: false, doc: "Deeper." } }),
      t.text,
    );
    const text = printed(deep);
    for (let level = 0; level < 40; level += 1) expect(text).toContain(`level${level}: `);
    expect(Math.max(...text.split("\n").map((line) => line.search(/\S/)))).toBeLessThan(20);
  });

  test("is made of each part once, however often it is named", () => {
    const doubled = Array.from({ length: 60 }).reduce<Type>(
      (type) => t.collection({ left: type, right: type }),
      t.text,
    );
    expect(printed(doubled).match(/^export type /gm)).toHaveLength(60);
  });

  test("is made of a long list of texts that is met twice", () => {
    const letters = t.textOf(..."abcdefgh");
    const few = t.textOf(..."abcdefg");
    const type = t.collection({ first: union(letters, t.null), second: letters, third: few, fourth: few });
    expect(printed(type)).toBe(
      [
        `export type Body = {
  readonly first: First | null;
  readonly second: First;
  readonly third: "a" | "b" | "c" | "d" | "e" | "f" | "g";
  readonly fourth: "a" | "b" | "c" | "d" | "e" | "f" | "g";
};
`,
        `/** \`first\` of \`Body\`. */\nexport type First = "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h";\n`,
      ].join("\n"),
    );
  });

  test("stands for a type that is exported under another name already", () => {
    const item = { name: "Item", doc: "One.", type: user };
    const output = { name: "Output", doc: "Two.", type: user };
    expect(textOf(body(t.array(user)), item, output)).toBe(
      [
        "/** What is sent. */\nexport type Body = readonly Item[];\n",
        "/** One. */\nexport type Item = { readonly id: number };\n",
        "/** Two. */\nexport type Output = Item;\n",
      ].join("\n"),
    );
  });
});

test("`Value` is imported where something may be anything", () => {
  expect(typeDeclarations([body(t.array(t.any))]).imports).toEqual(["Value"]);
  expect(typeDeclarations([body(t.open())]).imports).toEqual(["Value"]);
  expect(typeDeclarations([body(t.collection({ Value: t.mapOf(t.textOf("Value")) }))]).imports).toEqual([]);
  const rest: Type = { kind: "collection", fields: new Map([["a", field(t.text)]]), open: true, rest: t.any };
  expect(typeDeclarations([body(rest)]).imports).toEqual([]);
});

const shared = [
  fields({ id: field(t.number), note: { type: t.text, optional: true, doc: "*/ @deprecated" } }),
  fields({ "any of": field(union(t.text, t.null)) }, "issues$opened"),
  t.textOf(..."abcdefghij"),
] as const;

const types: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    fc.constantFrom<Type>(t.any, t.undefined, t.null, t.boolean, t.number, t.text, t.date, t.buffer, ...shared),
    fc.array(hostileText, { minLength: 1, maxLength: 3 }).map((values) => t.textOf(...values)),
    tie("type").map((type) => t.array(type)),
    tie("type").map((type) => t.mapOf(type)),
    fc.array(tie("type"), { minLength: 1, maxLength: 3 }).map((members) => union(...members)),
    fc
      .record({
        keys: fc.dictionary(
          hostileText,
          fc.record({ type: tie("type"), optional: fc.boolean(), doc: fc.option(hostileText, { nil: undefined }) }),
          { maxKeys: 4, noNullPrototype: true },
        ),
        open: fc.boolean(),
        rest: fc.option(tie("type"), { nil: undefined }),
        name: fc.option(hostileText, { nil: undefined }),
      })
      .map(({ keys, open, rest, name }): Type => {
        const members = new Map(
          Object.entries(keys).map(([key, { doc, ...rest }]) => [key, { ...rest, ...(doc && { doc }) }]),
        );
        return {
          kind: "collection",
          fields: members,
          open,
          ...(rest && { rest }),
          ...(name !== undefined && { name }),
        };
      }),
  ),
})).type;

/** Values of a type, as code. */
function valuesOf(type: Type): fc.Arbitrary<string> {
  switch (type.kind) {
    case "any":
      return fc.constantFrom("undefined", "null", "1", '"a"', "[1, { a: [null] }]", "new Date(0)", "{ a: undefined }");
    case "undefined":
    case "null":
      return fc.constant(type.kind);
    case "boolean":
      return fc.constantFrom("true", "false");
    case "number":
      return fc.constantFrom("0", "-1.5", "1e21");
    case "text":
      return type.values ? fc.constantFrom(...type.values).map((text) => JSON.stringify(text)) : fc.constant('"text"');
    case "date":
      return fc.constant("new Date(0)");
    case "buffer":
      return fc.constant("new Uint8Array([1])");
    case "array":
      return fc.array(valuesOf(type.of), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`);
    case "union":
      return fc.oneof(...type.of.map(valuesOf));
    case "collection":
      return collectionsOf(type);
  }
}

/** A key of any type is left out where its value is undefined; of an open collection, some have one more key. */
function collectionsOf({ fields, open, rest }: CollectionType): fc.Arbitrary<string> {
  const members = [...fields].map(([key, { type, optional }]) => {
    const member = valuesOf(type).map((value) => `${keyText(key)}: ${value}`);
    // Of a key that every object inherits, as `toString`, TypeScript does not see that it is missing.
    const mayLack = (optional || type.kind === "any") && !(key in {});
    return mayLack ? fc.option(member, { nil: undefined }) : member;
  });
  const more =
    open && !fields.has("one more")
      ? valuesOf(rest ?? t.any).map((value) => `"one more": ${value}`)
      : fc.constant(undefined);
  return fc.tuple(fc.tuple(...members), fc.option(more, { nil: undefined })).map(([own, last]) => {
    const there = own.filter((member) => member !== undefined);
    // A value that has no key in common with a type whose keys are all optional is refused as a slip.
    const all = last !== undefined && (there.length > 0 || fields.size === 0) ? [...there, last] : there;
    return `{ ${all.join(", ")} }`;
  });
}

test("TypeScript takes every value of a type, and each is a value of IML", () => {
  const samples = fc.sample(
    types.chain((type) => fc.tuple(fc.constant(type), fc.array(valuesOf(type), { minLength: 1, maxLength: 4 }))),
    { numRuns: 250, seed: 20261122 },
  );
  const files = samples.map(([type, values], index) => {
    const { text, imports } = typeDeclarations([body(type), { name: "Item", doc: "*/", type: t.array(type) }]);
    expect(codeOnly(text)).not.toMatch(/\b(?:any|eval|Function)\b/);
    const lines = values.map(
      (value, at) =>
        `const value${at} = { it: ${value} } as const;\nexport const typed${at}: { readonly it: Body } = value${at};\nexport const general${at}: Of = typed${at};\n`,
    );
    const path = join(folder, `types${index}.ts`);
    const first =
      imports.length === 0
        ? 'import type { Value as Of } from "imlc/values";'
        : 'import type { Value, Value as Of } from "imlc/values";';
    writeFileSync(path, `${first}\n\n${text}\n${lines.join("")}`);
    return path;
  });
  expect(typeErrors(folder, files)).toBe("");
}, 120_000);

describe("handlers of a user", () => {
  const { app, texts } = analyzeCase("typed");
  const handler = (name: string, code: string): string => {
    for (const file of generateApp(app, texts, "0.1.0")) writeFileSync(join(folder, file.path), file.text);
    const path = join(folder, name);
    writeFileSync(
      path,
      `import type { Saved } from "./attach.ts";\nimport type { Body, Item, Output, Parameters } from "./webhook.ts";\n\n${code}`,
    );
    return path;
  };

  test("know the types", () => {
    const path = handler(
      "good.ts",
      `export const first = ({ orders }: Body): Item | undefined => orders[0];
export const paid = (item: Item): boolean => item.state === "paid" && item.seller?.name !== null;
export const year = (output: Output): number => output.seen.getFullYear() + output.buyer.id;
export const topic = ({ topic }: Parameters, { hook }: Saved): string => \`\${topic === "refunds"} \${hook}\`;
`,
    );
    expect(typeErrors(folder, [path])).toBe("");
  });

  test("cannot slip", () => {
    const slips: readonly (readonly [string, string])[] = [
      ["(item: Item) => item.sellr", "Property 'sellr' does not exist"],
      ["(item: Item) => item.buyer.nmae", "Property 'nmae' does not exist"],
      ['(item: Item) => item.state === "payed"', "no overlap"],
      ["(item: Item) => item.seller.id", "possibly 'null' or 'undefined'"],
      ["(output: Output) => output.shop", "Property 'shop' does not exist"],
      ["(body: Body) => { body.orders = []; }", "read-only property"],
      ["({ shop }: Parameters) => shop", "Property 'shop' does not exist"],
      ["({ topic }: Saved) => topic", "Property 'topic' does not exist"],
    ];
    const used = "export type Used = [Body, Item, Output, Parameters, Saved];\n";
    const paths = slips.map(([code], index) => handler(`slip${index}.ts`, `${used}export const handler = ${code};\n`));
    const errors = typeErrors(folder, paths).split(/\n(?=\S)/);
    for (const [index, [code, problem]] of slips.entries()) {
      const own = errors.filter((error) => error.includes(`slip${index}.ts`));
      expect(own, code).toEqual([expect.stringContaining(problem)]);
    }
  });
});
