import { expressionsIn } from "../fields.ts";
import type { Kind } from "../manifest/kinds.ts";
import type { Field, ObjectField } from "../program.ts";
import type { Path } from "./paths.ts";
import { constantText, under } from "./requests.ts";
import { secretsIn } from "./secrets.ts";

/** A secret, and the file in which it is read. */
export interface LoggedSecret {
  readonly uri: string;
  readonly secret: Path;
}

/** The secrets in a field of a request that may be logged; `path` is where the field stands in the log. */
export function loggedSecrets(
  request: ObjectField,
  field: Field,
  path: readonly string[],
  kind: Kind,
): readonly LoggedSecret[] {
  const found = expressionsIn(field).flatMap(({ expr, uri }) =>
    secretsIn(expr, kind).map((secret) => ({ uri, secret })),
  );
  return found.length === 0 || isSanitized(sanitizedIn(request), path) ? [] : found;
}

/** The keys of a dotted path in lower case; a key in backticks may have dots of its own. */
export function keysOf(path: string): readonly string[] {
  return (path.toLowerCase().match(/`[^`]*`|[^.`]+/g) ?? []).map((key) =>
    key.startsWith("`") ? key.slice(1, -1) : key,
  );
}

/** The paths of a request or its answer that must not be logged, in lower case. */
function sanitizedIn(request: ObjectField): readonly (readonly string[])[] {
  const sanitize = under(request, "log", "sanitize");
  if (sanitize?.kind !== "array") return [];
  return sanitize.items.map((item) => keysOf(constantText(item) ?? ""));
}

/** Whether one of the paths is this one, or leads to it. */
function isSanitized(paths: readonly (readonly string[])[], path: readonly string[]): boolean {
  return paths.some((keys) => keys.every((key, index) => key === path[index]?.toLowerCase()));
}
