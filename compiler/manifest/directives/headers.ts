import type { Headers } from "../../../language/headers.ts";
import { t } from "../../../language/types.ts";
import { either, type KeyShape, list, type MapShape, map, type Shape, type TemplateShape, template } from "../shape.ts";

/** One value or several, by name. */
export const named: Shape = byName();

/** The same of headers, of which some are usual. */
export function headers(usual: Headers): Shape {
  const declared = Object.entries(usual).map(([name, { doc, values }]): [string, KeyShape] => {
    return [name, { shape: oneOrSeveral(template(t.any, values ? { usual: values } : {})), doc }];
  });
  return byName(Object.fromEntries(declared));
}

function byName(usual?: MapShape["usual"]): Shape {
  return either(template(t.any), map(oneOrSeveral(template(t.any)), usual));
}

function oneOrSeveral(value: TemplateShape): Shape {
  return either(value, list(value));
}
