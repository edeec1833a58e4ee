import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { analyze, parseManifest } from "../../compiler/analyze.ts";
import { unknownFunction } from "../../compiler/check/diagnostics.ts";
import { inferField } from "../../compiler/check/field.ts";
import { applied, format } from "../../compiler/format.ts";
import { readField } from "../../compiler/manifest/field.ts";
import type { Kind } from "../../compiler/manifest/kinds.ts";
import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Template } from "../../grammar/iml/ast.ts";
import { print } from "../../grammar/iml/print.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Source } from "../../grammar/source.ts";
import { builtins } from "../../language/functions/index.ts";
import { keywords } from "../../language/keywords.ts";
import { type Type, t } from "../../language/types.ts";
import { allOf, readTemplate, templatesOf, withoutSpans } from "../grammar/read.ts";
import { type Finding, table } from "./table.ts";

const root = process.env.IMLC_CORPUS ?? "";

const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(?:json|jsonc|imljson)$/.test(file) && !/(?:^|\/)(?:node_modules\/|\.)/.test(file))
  .sort()
  .map((uri): Source => ({ uri, text: readFileSync(join(root, uri), "utf8") }));

const kinds: readonly Kind[] = ["webhook", "attach", "detach", "connection", "base"];
const findings: Finding[] = [];
let strings = 0;
let formatted = 0;

describe.each(sources.map((source) => [source.uri, source] as const))("%s", (_, source) => {
  const { json, diagnostics } = parseManifest(source);
  const templates = json ? templatesOf(json) : [];
  strings += templates.length;

  test("is read, and its templates are what their printed forms are", () => {
    findings.push(...[...diagnostics, ...(json ? findingsIn(json, source) : [])].map((found) => ({ source, found })));
    for (const template of templates.filter(isWhole)) {
      expect(withoutSpans(readTemplate(print(template)).value)).toEqual(withoutSpans(template));
    }
  });

  test.each([undefined, "webhook" as const])("is formatted once and for all, as a %s", (kind) => {
    const once = applied(source.text, format(source, kind).value);
    expect(format({ ...source, text: once }, kind).value).toEqual([]);
    if (kind) return;
    if (once !== source.text) formatted++;
    const again = parseManifest({ ...source, text: once }).json;
    expect(withoutSpans(again ? templatesOf(again) : [])).toEqual(withoutSpans(templates));
  });

  test("is analysed as any kind of manifest", () => {
    for (const kind of kinds) expect(analyze(source, kind).kind).toBe(kind);
  });
});

afterAll(() => {
  console.info(`files: ${sources.length}; strings with expressions: ${strings}; files not formatted: ${formatted}\n`);
  console.info(table(findings));
});

/** Nothing is generated from what is missing, and it has no printed form. */
function isWhole({ parts }: Template): boolean {
  return !parts.some((part) => part.kind === "expression" && allOf(part.expr).some(({ kind }) => kind === "missing"));
}

/**
 * What reading and checking find in the values of a manifest of which nothing is known: any name is a variable of any
 * type unless it is that of a function, but none of them splits a name with a hyphen; and an app's functions are its own.
 */
function findingsIn(json: JsonNode, { uri }: Source): readonly Diagnostic[] {
  const field = readField(json, { uri, isVariable: () => false });
  const names = templatesOf(json).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "text" ? [] : allOf(part.expr))),
  );
  const variables = new Map<string, Type>(
    names.flatMap((expr) =>
      expr.kind === "variable" && !keywords.has(expr.name) && !builtins.has(expr.name) ? [[expr.name, t.any]] : [],
    ),
  );
  const diagnostics: Diagnostic[] = [];
  inferField(field.value, { uri, scope: "OwnerScope", variables, custom: new Map(), types: new Map(), diagnostics });
  return [...field.diagnostics, ...diagnostics.filter(({ code }) => code !== unknownFunction.spec.code)];
}
