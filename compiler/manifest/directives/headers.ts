import type { Headers } from "../../../language/headers.ts";
import { t } from "../../../language/types.ts";
import { either, type KeyShape, list, map, type Shape, template } from "../shape.ts";

/** One value or several, by name. */
export const named: Shape = either(template(t.any), map(either(template(t.any), list(template(t.any)))));

/** The same of headers, of which some are usual. */
export function headers(usual: Headers): Shape {
  const declared = Object.entries(usual).map(([name, { doc, values }]): [string, KeyShape] => {
    const value = template(t.any, values ? { usual: values } : {});
    return [name, { shape: either(value, list(value)), doc }];
  });
  return either(template(t.any), map(either(template(t.any), list(template(t.any))), Object.fromEntries(declared)));
}
