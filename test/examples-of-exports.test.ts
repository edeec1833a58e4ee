import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Project } from "ts-morph";
import { afterAll, expect, test } from "vitest";
import { type Documented, documentedExports } from "./exported-docs.ts";
import { typeErrors } from "./generate/type-errors.ts";
import { generateTexts, newFolder } from "./receiver/generated.ts";

const root = join(import.meta.dirname, "..");
const folder = newFolder();
afterAll(folder.remove);

/** Its functions are given their docs by the build, of their rows; `package.test.ts` reads them there. */
const ofRows = "./functions";

interface Public extends Documented {
  readonly entry: string;
}

const project = new Project({ tsConfigFilePath: join(root, "tsconfig.json"), skipAddingFilesFromTsConfig: true });
const exported = entryPoints().flatMap(([entry, source]) => exportsOf(entry, source));

test("every public export has a docstring", () => {
  expect(exported.length).toBeGreaterThan(100);
  expect(exported.filter(({ hasWords }) => !hasWords).map(labelOf)).toEqual([]);
});

test("every public export has an example that imports it", () => {
  const lacking = exported.filter(({ name, examples }) => !examples.some((text) => imports(text, name)));
  expect(lacking.map(labelOf)).toEqual([]);
});

test("all that an engine takes and answers is exported beside it", () => {
  const port = project.addSourceFileAtPath(join(root, "runtime/engine/engine.ts"));
  const names = exported.filter(({ entry }) => entry === "./runtime").map(({ name }) => name);
  expect([...port.getExportedDeclarations().keys()].filter((name) => !names.includes(name))).toEqual([]);
});

test("the examples pass the type check, in a folder with an app", () => {
  const settings = { webhook: { payload: { samples: ["./sample.json"] } } };
  const manifests = {
    "webhook.iml.json": { uid: "{{item.shop}}", output: { title: "{{item.title}}" } },
    "imlc.json": settings,
    "sample.json": { shop: 7, title: "Two lamps" },
  };
  const texts = Object.entries(manifests).map(([name, json]) => [name, JSON.stringify(json)]);
  generateTexts("shop", Object.fromEntries(texts), folder);
  const examples = new Set(exported.flatMap((each) => each.examples));
  expect(examples.size).toBeGreaterThan(100);
  const files = [...examples].map((text, index) => folder.write(`example-${index + 1}.ts`, `${text}\n`));
  expect(typeErrors(folder.path, files)).toBe("");
});

function entryPoints(): readonly (readonly [entry: string, source: string])[] {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    exports: Readonly<Record<string, string | { readonly "imlc-source": string }>>;
  };
  return Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === "string" || entry === ofRows ? [] : [[entry, target["imlc-source"]] as const],
  );
}

function exportsOf(entry: string, source: string): readonly Public[] {
  return documentedExports(project, join(root, source)).map((each) => ({ entry, ...each }));
}

function labelOf({ entry, name }: Public): string {
  return `${entry} ${name}`;
}

/** Whether an example has an export from the package, by whichever of its entry points. */
function imports(example: string, name: string): boolean {
  const imported = name === "default" ? String.raw`\w+` : String.raw`\{[^}]*\b${name}\b[^}]*\}`;
  return new RegExp(`^import (?:type )?${imported} from "imlc`, "m").test(example);
}
