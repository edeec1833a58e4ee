import type { Program } from "acorn";
import type { Diagnostic, Parsed } from "../../grammar/diagnostic.ts";
import type { Source } from "../../grammar/source.ts";
import type { FunctionSpec } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { t } from "../../language/types.ts";
import type { CustomRows } from "../check/infer.ts";
import { duplicateFunction, functionNotDefined, laterFunction } from "./diagnostics.ts";
import { lintCode } from "./lint.ts";
import { anyArguments, definitionOf, laterOf, parametersOf } from "./parameters.ts";
import { topNames } from "./references.ts";
import { parseCode } from "./syntax.ts";

/** The files of a custom function, and what its folder or file is called. */
export interface FunctionFiles {
  readonly name: string;
  readonly code: Source;
  readonly test: Source | undefined;
}

/** A custom function of an app. */
export interface CustomFunction {
  readonly name: string;
  readonly code: Source;
  readonly test: Source | undefined;
  /** How templates call it. */
  readonly spec: FunctionSpec;
}

/** The functions of an app by their names. */
export type CustomFunctions = ReadonlyMap<string, CustomFunction>;

export const noFunctions: CustomFunctions = new Map();

/** How templates call the functions of an app. */
export function rowsOf(functions: CustomFunctions): CustomRows {
  return new Map([...functions].map(([name, { spec }]) => [name, spec]));
}

/** How templates call a function that is declared, and whose code is not there. */
export function absentRow(name: string): readonly [string, FunctionSpec] {
  return [name, specOf(name, "a file that is not there", undefined)];
}

/** Reads and checks the functions of an app. One whose file has errors is there all the same, for it is meant to be. */
export function readFunctions(files: readonly FunctionFiles[]): Parsed<CustomFunctions> {
  if (files.length === 0) return { value: noFunctions, diagnostics: [] };
  const parsed = files.map((each) => ({ ...each, ...parseCode(each.code) }));
  const named = parsed.map((each) => ({ ...each, ...nameOf(each.name, each.value) }));
  const callable = new Set([...named.map(({ name }) => name), ...builtins.keys()]);
  const functions = new Map<string, CustomFunction>();
  const found: Diagnostic[] = [];
  for (const { name, found: others, isDefined, code, test, value: program, diagnostics } of named) {
    const place = { uri: code.uri, span: { start: 0, end: 0 } };
    const other = functions.get(name);
    found.push(...diagnostics, ...(program ? lintCode(code, program, callable) : []));
    if (program && !isDefined) found.push(functionNotDefined(place, { name, found: others }));
    if (program) found.push(...answersLater(code, name, program));
    if (other) found.push(duplicateFunction(place, { name, other: other.code.uri }));
    else functions.set(name, { name, code, test, spec: specOf(name, code.uri, program) });
  }
  return { value: functions, diagnostics: found };
}

/** The name of a function, and whether its file defines it. */
function nameOf(written: string, program: Program | undefined) {
  const names = program ? [...topNames(program)].filter((name) => definitionOf(name, program) !== undefined) : [];
  const isMeant = written.includes("-") ? (name: string) => name.toLowerCase() === bare(written) : undefined;
  const name = names.find(isMeant ?? ((each) => each === written));
  const isDefined = name !== undefined;
  return { name: name ?? inOneWord(written), isDefined, found: isDefined ? undefined : names[0] };
}

function answersLater({ uri, text }: Source, name: string, program: Program): readonly Diagnostic[] {
  const definition = definitionOf(name, program);
  const what = definition && laterOf(definition);
  if (!definition || !what) return [];
  const { start, body } = definition;
  const span = { start, end: start + text.slice(start, body.start).trimEnd().length };
  return [laterFunction({ uri, span }, { name, what })];
}

/** `remove-empty` is a folder for `removeEmpty`, and `get-url` one for `getURL`. */
function bare(written: string): string {
  return written.replaceAll("-", "").toLowerCase();
}

function inOneWord(written: string): string {
  return written.replace(/-+(.?)/g, (_, letter: string) => letter.toUpperCase());
}

function specOf(name: string, uri: string, program: Program | undefined): FunctionSpec {
  const definition = program && definitionOf(name, program);
  return {
    name,
    exportName: name,
    category: "custom",
    doc: `A function of the app, in \`${uri}\`.`,
    source: uri,
    examples: [],
    params: definition ? parametersOf(definition) : anyArguments,
    returns: t.any,
    needs: ["site", "zone", "now"],
  };
}
