// Gives the declarations of `imlc/functions` in `dist/` the words of their rows, which an editor shows to those who
// read a generated handler: `node scripts/document-functions.js`, after `tsc`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { code, exampleLine } from "../dist/cli/reference/markdown.js";
import { callCode, takes } from "../dist/compiler/generate/call.js";
import { expressionCode } from "../dist/compiler/generate/expression.js";
import { fieldCode } from "../dist/compiler/generate/field.js";
import { functionImports, importText } from "../dist/compiler/generate/imports.js";
import { render } from "../dist/compiler/generate/layout.js";
import { noNeeds } from "../dist/compiler/generate/names.js";
import { readField } from "../dist/compiler/manifest/field.js";
import { parseJson } from "../dist/grammar/json/parse.js";
import { builtins } from "../dist/language/functions/index.js";
import { signature } from "../dist/language/functions/signature.js";
import { t } from "../dist/language/types.js";
import { everywhere } from "../dist/language/variables.js";

const uri = "webhook.iml.json";
const folder = new URL("../dist/language/functions/", import.meta.url);
const rows = new Map([...builtins.values()].map((row) => [row.exportName, row]));

for (const name of readdirSync(folder).filter((each) => each.endsWith(".d.ts"))) {
  const file = fileURLToPath(new URL(name, folder));
  writeFileSync(file, readFileSync(file, "utf8").replace(/^export declare const (\w+): .*Builtin</gm, documented));
}
if (rows.size > 0) throw new Error(`No declaration was found of ${[...rows.keys()].join(", ")}.`);

function documented(declaration, name) {
  const row = rows.get(name);
  rows.delete(name);
  const { doc, source, examples } = row;
  const templates = [`In templates ${code(signature(row))}:`, "", ...examples.map(exampleLine)];
  const lines = [doc, "", ...templates, "", "@example", ...exampleOf(row), `@see ${source}`];
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n${declaration}`;
}

/** The first example of a row, in the TypeScript that is generated of it. */
function exampleOf({ examples: [[expression, , context = {}]] }) {
  const needs = noNeeds();
  const locals = new Map();
  const own = Object.keys(context).map((name) => [name, { type: t.any }]);
  const variables = new Map([...Object.entries(everywhere), ...own]);
  const around = { variables, equality: "loose", place: () => `${uri}:3:14`, needs, locals };
  const { text } = wholeCall(expressionOf(expression, around), around);
  const values = { environment: { timezone: "UTC" }, ...context };
  const imports = [
    importText("imlc/functions", functionImports(needs.functions), []),
    importText("imlc/values", [...needs.values], []),
  ];
  return [
    ...imports.filter((each) => each !== ""),
    "",
    ...[...needs.hoisted].map(([made, name]) => `const ${name} = ${made};`),
    ...[...locals].map(([name, local]) => `const ${local} = ${name === "now" ? "new Date()" : literal(values[name])};`),
    `const result = ${text};`,
  ].flatMap((each) => each.split("\n"));
}

/** A call that stays one: of a row that is the language's own, the result would stand in its place if that is known. */
function wholeCall({ name, args }, around) {
  const row = { ...builtins.get(name) };
  const local = (variable) => expressionCode(expressionOf(variable, around), uri, around).text;
  const zone = () => `${local("environment")}.timezone`;
  const here = { place: around.place(), zone, now: () => local("now"), needs: around.needs };
  const given = args.slice(0, takes(row)).map((arg) => expressionCode(arg, uri, around));
  return callCode(row, given, here);
}

function expressionOf(text, { variables }) {
  return fieldOf(`{{${text}}}`, (name) => variables.has(name)).expr;
}

/** A value as generated code has it, where it is written out. */
function literal(value) {
  const field = fieldOf(value, () => false);
  return render(fieldCode(field, { needs: noNeeds() }).layout, "const = ;".length);
}

function fieldOf(value, isVariable) {
  return readField(parseJson({ uri, text: JSON.stringify(value) }).value, { uri, isVariable }).value;
}
