import { builtins } from "../../language/functions/index.ts";
import { stringLiteral } from "./literal.ts";

/** What generated code may take from `imlc/values`. */
const valueNames = [
  "add",
  "and",
  "asCollection",
  "asDate",
  "asNumber",
  "at",
  "collection",
  "compact",
  "dateFormat",
  "div",
  "eq",
  "ge",
  "get",
  "gt",
  "le",
  "list",
  "lt",
  "mod",
  "mul",
  "ne",
  "negate",
  "open",
  "optionalNumber",
  "optionalText",
  "or",
  "plusPlus",
  "random",
  "searchFor",
  "site",
  "spread",
  "strictEq",
  "strictNe",
  "sub",
  "timestamp",
  "toArray",
  "toText",
  "truthy",
  "urlText",
  "uuid",
] as const;

export type ValueName = (typeof valueNames)[number];

/** What one module needs beside its functions, gathered while their bodies are written. */
export interface Needs {
  readonly values: Set<ValueName>;
  /** Local names of functions of the language by the names they are exported under. */
  readonly functions: Map<string, string>;
  /** Names of functions of the app. */
  readonly custom: Set<string>;
  /** Names of the constants that are made once, when the module is loaded, by what they are made of. */
  readonly hoisted: Map<string, string>;
}

export function noNeeds(): Needs {
  return { values: new Set(), functions: new Map(), custom: new Set(), hoisted: new Map() };
}

/** The name by which a module knows a function of the language; operators and conversions keep theirs. */
export function functionName(exportName: string, needs: Needs): string {
  const name = importedAs(exportName);
  needs.functions.set(exportName, name);
  return name;
}

/** The name of a constant of the module that is made of `code`; the same code is made once. */
export function hoist(prefix: string, code: string, needs: Needs): string {
  const known = needs.hoisted.get(code);
  if (known !== undefined) return known;
  const name = `${prefix}${needs.hoisted.size + 1}`;
  needs.hoisted.set(code, name);
  return name;
}

/** The name of a function's own variable for a variable of IML: its own wherever JavaScript allows it. */
export function localName(name: string, others: ReadonlySet<string>): string {
  let local = isIdentifier(name) ? name : `_${name.replace(/[^\w$]/g, "_")}`;
  while (isTaken(local) || others.has(local)) local += "_";
  return local;
}

/** Whether a key can be written after a dot as it is. */
export function isPlainKey(key: string): boolean {
  return isIdentifier(key) && !suspicious.test(key);
}

/** A key as an object literal has it; `__proto__` is an own key only in brackets. */
export function keyText(key: string): string {
  if (key === "__proto__") return `[${stringLiteral(key)}]`;
  return isPlainKey(key) ? key : stringLiteral(key);
}

/** Which other letters may stand in names depends on the version of Unicode that a reader of code knows. */
function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

function isTaken(name: string): boolean {
  const isOurs = taken.has(name) || functionNames.has(name) || bodyNames.has(name);
  return isOurs || suspicious.test(name) || reserved.has(name) || /\d$/.test(name);
}

/** `custom` holds the functions of the app. */
const taken: ReadonlySet<string> = new Set([...valueNames, "custom"]);

const functionNames: ReadonlySet<string> = new Set(
  [...builtins.values()].map(({ exportName }) => importedAs(exportName)),
);

function importedAs(exportName: string): string {
  return taken.has(exportName) ? `${exportName}_` : exportName;
}

/** What bodies call their own values. */
const bodyNames: ReadonlySet<string> = new Set(["result", "value"]);

/** Words that a search for dangerous code looks for: as keys they are written in quotes, as variables otherwise. */
const suspicious = /\b(?:any|eval|Function)\b/;

const reserved: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum export extends false
  finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof var void while with yield undefined NaN Infinity`.split(/\s+/),
);
