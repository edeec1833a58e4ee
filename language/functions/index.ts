import * as array from "./array.ts";
import * as arrayItems from "./array-items.ts";
import * as arrayOrder from "./array-order.ts";
import * as collection from "./collection.ts";
import * as date from "./date.ts";
import * as dateAdd from "./date-add.ts";
import * as dateSet from "./date-set.ts";
import type { FunctionSpec } from "./define.ts";
import * as encoding from "./encoding.ts";
import * as file from "./file.ts";
import * as general from "./general.ts";
import * as hash from "./hash.ts";
import * as json from "./json.ts";
import * as letters from "./letters.ts";
import * as markup from "./markup.ts";
import * as math from "./math.ts";
import * as position from "./position.ts";
import * as raise from "./raise.ts";
import * as replacing from "./replace.ts";
import * as signing from "./signing.ts";
import * as statistics from "./statistics.ts";
import * as text from "./text.ts";
import * as xml from "./xml.ts";

export { type CustomFunction, customFunctions } from "../custom/functions.ts";
export * from "./array.ts";
export * from "./array-items.ts";
export * from "./array-order.ts";
export * from "./collection.ts";
export * from "./date.ts";
export * from "./date-add.ts";
export * from "./date-set.ts";
export * from "./encoding.ts";
export * from "./file.ts";
export * from "./general.ts";
export * from "./hash.ts";
export * from "./json.ts";
export * from "./letters.ts";
export * from "./markup.ts";
export * from "./math.ts";
export * from "./position.ts";
export * from "./raise.ts";
export * from "./replace.ts";
export * from "./signing.ts";
export * from "./statistics.ts";
export * from "./text.ts";
export * from "./xml.ts";

/**
 * Every function of IML by the name that templates call it by.
 *
 * @example
 * import { builtins } from "imlc/functions";
 *
 * console.log(builtins.get("if")?.exportName); // if_
 * console.log(builtins.get("uper")); // undefined
 */
export const builtins: ReadonlyMap<string, FunctionSpec> = new Map(
  Object.entries({
    general,
    text: { ...text, ...letters, ...position, ...markup, ...replacing },
    math: { ...math, ...statistics },
    date: { ...date, ...dateAdd, ...dateSet },
    array: { ...array, ...arrayItems, ...arrayOrder },
    collection,
    encoding: { ...encoding, ...hash },
    other: { ...json, ...xml, ...signing, ...file, ...raise },
  }).flatMap(([category, functions]) =>
    Object.entries(functions).map(([exportName, { spec }]): [string, FunctionSpec] => [
      spec.name,
      { ...spec, exportName, category },
    ]),
  ),
);
