import { isArray, isCollection, kindOf } from "../../language/kinds.ts";
import { nearest } from "../../language/nearest.ts";
import type { Value } from "../../language/values.ts";
import { pathText, type Reading } from "./reads.ts";

/** What of the first thing that was looked for in vain is there instead, as a sentence; undefined if all was there. */
export function missedAdvice(readings: readonly Reading[]): string | undefined {
  const missed = readings.find(({ value }) => value === undefined);
  if (missed === undefined) return undefined;
  const { path, parent, root } = missed;
  const [variable = ""] = path;
  const above = path.slice(0, -1);
  const name = path.at(-1) ?? "";
  const gone = `\`${pathText(path)}\` is not there`;
  const beside = isCollection(parent) ? nearest(name, Object.keys(parent)) : undefined;
  if (beside !== undefined) return `${gone}; the ${variable} has \`${pathText([...above, beside])}\`.`;
  const elsewhere = search(root, name);
  if (elsewhere !== undefined) return `${gone}; the ${variable} has \`${pathText([variable, ...elsewhere])}\`.`;
  return `${gone}; ${whatIs(pathText(above), parent)}.`;
}

function whatIs(path: string, value: Value): string {
  if (!isCollection(value)) return `\`${path}\` is ${withArticle(kindOf(value))}`;
  const keys = Object.keys(value);
  if (keys.length === 0) return `\`${path}\` is an empty collection`;
  const shown = keys.slice(0, MOST_NAMED).map((key) => `\`${key}\``);
  return `\`${path}\` has ${shown.join(", ")}${keys.length > shown.length ? " and more" : ""}`;
}

/** The kind of a value as words: `a text`. */
export function withArticle(kind: ReturnType<typeof kindOf>): string {
  if (kind === "undefined") return "nothing";
  if (kind === "null") return "null";
  return `${kind === "array" ? "an" : "a"} ${kind}`;
}

const MOST_NAMED = 8;

/** The nearest path below a value that ends with this name, however it is capitalized. Of an array the first item stands for all. */
function search(root: Value, name: string): readonly string[] | undefined {
  const wanted = name.toLowerCase();
  let level: readonly { readonly path: readonly string[]; readonly value: Value }[] = [{ path: [], value: root }];
  for (let looked = 0; level.length > 0 && looked < MOST_SEARCHED; looked += level.length) {
    const below = level.flatMap(({ path, value }) => {
      if (isArray(value)) return value.length === 0 ? [] : [{ path: [...path, "0"], value: value[0] }];
      if (!isCollection(value)) return [];
      return Object.entries(value).map(([key, one]) => ({ path: [...path, key], value: one }));
    });
    const found = below.find(({ path }) => path.at(-1)?.toLowerCase() === wanted);
    if (found !== undefined) return found.path;
    level = below;
  }
  return undefined;
}

const MOST_SEARCHED = 2_000;
