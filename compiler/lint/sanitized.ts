import type { ObjectField } from "../program.ts";
import { constantText, under } from "./requests.ts";

/** The paths of a request or its answer that must not be logged, in lower case. */
export function sanitizedIn(request: ObjectField): readonly (readonly string[])[] {
  const sanitize = under(request, "log", "sanitize");
  if (sanitize?.kind !== "array") return [];
  return sanitize.items.flatMap((item) => [keysOf(constantText(item) ?? "")]);
}

/** Whether one of the paths is this one, or leads to it. */
export function isSanitized(paths: readonly (readonly string[])[], path: readonly string[]): boolean {
  return paths.some((keys) => keys.every((key, index) => key === path[index]?.toLowerCase()));
}

/** The keys of a dotted path in lower case; a key in backticks may have dots of its own. */
export function keysOf(path: string): readonly string[] {
  return (path.toLowerCase().match(/`[^`]*`|[^.`]+/g) ?? []).map((key) => key.replaceAll("`", ""));
}
