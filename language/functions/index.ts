import * as array from "./array.ts";
import * as collection from "./collection.ts";
import * as date from "./date.ts";
import type { FunctionSpec } from "./define.ts";
import * as encoding from "./encoding.ts";
import * as general from "./general.ts";
import * as text from "./text.ts";

export * from "./array.ts";
export * from "./collection.ts";
export * from "./date.ts";
export * from "./encoding.ts";
export * from "./general.ts";
export * from "./text.ts";

/** Every function of IML by the name that templates call it by. */
export const builtins: ReadonlyMap<string, FunctionSpec> = new Map(
  Object.entries({ general, text, date, array, collection, encoding }).flatMap(([category, functions]) =>
    Object.entries(functions).map(([exportName, { spec }]): [string, FunctionSpec] => [
      spec.name,
      { ...spec, exportName, category },
    ]),
  ),
);
