import { isCollection } from "../../language/kinds.ts";
import { didYouMean, nearest } from "../../language/nearest.ts";
import type { Collection, Value } from "../../language/values.ts";
import { RuntimeError } from "../errors.ts";

/** What a JSON value must look like: the part of JSON Schema that the admin API needs, so that it can be published as it is. */
export type Shape = ObjectShape | ScalarShape;

export interface ObjectShape {
  readonly type: "object";
  readonly description?: string;
  readonly properties: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** True: any other key as well. */
  readonly additionalProperties: boolean;
}

export interface ScalarShape {
  readonly type: "string" | "boolean" | "integer" | readonly ["string", "integer"];
  readonly description: string;
}

/** The value, if it has that shape; throws a `RuntimeError` (400) that says where it does not, and what was meant perhaps. */
export function checked(shape: ObjectShape, value: Value, path = ""): Collection {
  if (!isCollection(value))
    throw new RuntimeError("body-shape", 400, `${path === "" ? "The body" : `\`${path}\``} must be a JSON object.`);
  const pathOf = (name: string): string => (path === "" ? name : `${path}.${name}`);
  for (const name of shape.required ?? []) {
    if (value[name] === undefined)
      throw new RuntimeError("missing-key", 400, `The key \`${pathOf(name)}\` is missing.`);
  }
  for (const [name, one] of Object.entries(value)) {
    const known = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
    if (known !== undefined) checkOne(known, one, pathOf(name));
    else if (!shape.additionalProperties) throw unknownKey(pathOf(name), name, Object.keys(shape.properties));
  }
  return value;
}

function checkOne(shape: Shape, value: Value, path: string): void {
  if (shape.type === "object") {
    checked(shape, value, path);
    return;
  }
  const types: readonly string[] = typeof shape.type === "string" ? [shape.type] : shape.type;
  if (types.includes(Number.isInteger(value) ? "integer" : typeof value)) return;
  throw new RuntimeError("wrong-type", 400, `\`${path}\` must be ${types.join(" or ")}.`);
}

function unknownKey(path: string, name: string, known: readonly string[]): RuntimeError {
  const hint = didYouMean(nearest(name, known)) || ` There are: ${known.join(", ")}.`;
  return new RuntimeError("unknown-key", 400, `There is no key \`${path}\`.${hint}`);
}
