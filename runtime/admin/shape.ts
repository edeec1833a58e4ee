import { isCollection } from "../../language/kinds.ts";
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
  readonly type: "string" | "boolean" | readonly ["string", "integer"];
  readonly description: string;
}

/** The value, if it has that shape; throws a `RuntimeError` (400) that says where it does not, and what was meant perhaps. */
export function checked(shape: ObjectShape, value: Value, path = ""): Collection {
  if (!isCollection(value))
    throw new RuntimeError("body-shape", 400, `${path === "" ? "The body" : `\`${path}\``} must be a JSON object.`);
  for (const name of shape.required ?? []) {
    if (value[name] === undefined) throw new RuntimeError("missing-key", 400, `The key \`${path}${name}\` is missing.`);
  }
  for (const [name, one] of Object.entries(value)) {
    const known = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
    if (known !== undefined) checkOne(known, one, `${path}${name}`);
    else if (!shape.additionalProperties) throw unknownKey(`${path}${name}`, name, Object.keys(shape.properties));
  }
  return value;
}

function checkOne(shape: Shape, value: Value, path: string): void {
  if (shape.type === "object") {
    checked(shape, value, `${path}.`);
    return;
  }
  const types: readonly string[] = typeof shape.type === "string" ? [shape.type] : shape.type;
  if (types.includes(Number.isInteger(value) ? "integer" : typeof value)) return;
  throw new RuntimeError("wrong-type", 400, `\`${path}\` must be ${types.join(" or ")}.`);
}

function unknownKey(path: string, name: string, known: readonly string[]): RuntimeError {
  const nearest = known.find((one) => isNear(one, name));
  const hint = nearest === undefined ? `There are: ${known.join(", ")}.` : `Did you mean \`${nearest}\`?`;
  return new RuntimeError("unknown-key", 400, `There is no key \`${path}\`. ${hint}`);
}

/** One letter added, dropped, changed or swapped with its neighbour; or another case. */
function isNear(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a.toLowerCase(), b.toLowerCase()] : [b.toLowerCase(), a.toLowerCase()];
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const rest = [short.slice(start), long.slice(start)] as const;
  if (rest[0] === rest[1].slice(1)) return true;
  if (short.length !== long.length) return false;
  return (
    rest[0].slice(1) === rest[1].slice(1) ||
    (rest[0][0] === rest[1][1] && rest[0][1] === rest[1][0] && rest[0].slice(2) === rest[1].slice(2))
  );
}
