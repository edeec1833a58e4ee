import { t } from "../../language/types.ts";
import type { CustomFunctions } from "../functions/read.ts";
import { type CallSurroundings, siteName } from "./call.ts";
import { type Code, primary } from "./code.ts";
import { indented } from "./layout.ts";
import { stringLiteral } from "./literal.ts";
import { isPlainKey, keyText } from "./names.ts";

/** A call of a function of the app. JavaScript takes any number of arguments, of any type. */
export function customCall(name: string, args: readonly Code[], around: CallSurroundings): Code {
  around.needs.custom.add(name);
  const member = isPlainKey(name) ? `.${name}` : `[${stringLiteral(name)}]`;
  const given = [siteName(name, around), around.zone(), around.now(), ...args.map(({ text }) => text)];
  return primary(`custom${member}(${given.join(", ")})`, t.any);
}

/** The functions of an app as JavaScript that imports nothing; its default export answers what calls are written for. */
export function customScript(functions: CustomFunctions): string {
  return `export default (values, functions) => functions.customFunctions(functions, ${sourcesText(functions)});\n`;
}

/** The code of the functions alone, as their tests call them: its default export answers an object of `CustomSource`s. */
export function sourcesScript(functions: CustomFunctions): string {
  return `export default () => (${sourcesText(functions)});\n`;
}

/**
 * Tests as JavaScript that imports nothing: its default export is given the functions by their names, and answers a
 * function that declares the tests. The text is code in strict mode, as `parseCode` reads it.
 */
export function testScript(functions: CustomFunctions, text: string): string {
  const globals = "it, assert, iml, debug, environment";
  return `export default ({ ${[...functions.keys()].join(", ")} }) => (${globals}) => {{\n${text.toWellFormed()}\n}};\n`;
}

/** The module that the other modules of the app import; `header` is its first line. */
export function customModule(functions: CustomFunctions, header: string): string {
  return `${header}${customImport}\nexport ${customConstant(functions)}`;
}

/** What the constant needs that holds the functions of an app. */
export const customImport = 'import * as functions from "imlc/functions";\n';

/** That constant, under the name that calls have for it. */
export function customConstant(functions: CustomFunctions): string {
  return `const custom = functions.customFunctions(functions, ${sourcesText(functions)});\n`;
}

/** What TypeScript is to know of that module. */
export function customDeclarations(functions: CustomFunctions, header: string): string {
  const names = [...functions.keys()].map((name) => indented(`readonly ${keyText(name)}: CustomFunction;\n`).trimEnd());
  const imports = 'import type { CustomFunction } from "imlc/functions";\n';
  return `${header}${imports}\nexport declare const custom: {\n${names.join("\n")}\n};\n`;
}

/**
 * The code of each function exactly as its author wrote it, in a block of its own: what it declares is seen by nobody
 * else, and may have any name.
 */
function sourcesText(functions: CustomFunctions): string {
  const members = [...functions.values()].map(
    ({ name, code }) => `${keyText(name)}: (iml, debug) => {{\n${code.text.toWellFormed()}\nreturn ${name};\n}},`,
  );
  return `{\n${members.join("\n")}\n}`;
}
