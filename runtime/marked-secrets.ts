import { parseJson } from "../language/json.ts";
import { isArray, isCollection } from "../language/kinds.ts";
import type { Collection, Value } from "../language/values.ts";
import { isSecretName, leafTexts, spellings } from "./procedure/redact.ts";

/** What of a body must not be seen, and what stands for it: the mark `[redacted N]` for the Nth of both lists, one after the other. */
export interface Hidden {
  /** Whole values at keys whose names call them secret, in the order of the body; then numbers that are copies of secrets. */
  readonly values: readonly Value[];
  /** Texts that are secret wherever they stand, the longest first. */
  readonly texts: readonly string[];
  /** `redacted`, or something like it where the body has such marks of its own. */
  readonly word: string;
}

/** Finds what names call secret in a body, also within JSON that is a text of it, and copies of that and of what `beside` it is secret. */
export function hiddenIn(body: Value, beside: Collection): Hidden {
  const named = secretsAt(body);
  const inBody = leafTexts(body);
  const secrets = [...named, ...secretsAt(beside), ...inBody.flatMap(secretsInJson)].flatMap(leafTexts);
  const texts = spellings(secrets.flatMap((text) => [text, ...text.split(/\s+/)]));
  return { values: [...named, ...copiesIn(body, new Set(texts))], texts, word: unusedWord(inBody) };
}

/** The body with its marks. */
export function marked(body: Value, { values, texts, word }: Hidden): Value {
  const markOf = (index: number): string => `[${word} ${index + 1}]`;
  let seen = 0;
  return walk(body, {
    secret: () => {
      seen += 1;
      return markOf(seen - 1);
    },
    number: (number) => (texts.includes(String(number)) ? markOf(values.indexOf(number)) : number),
    text: (text) => texts.reduce((safe, secret, index) => safe.replaceAll(secret, markOf(values.length + index)), text),
  });
}

/** The body with what its marks stand for; a mark that stands for nothing stays as it is. */
export function unmarked(body: Value, { values, texts, word }: Hidden): Value {
  const all = [...values, ...texts];
  const mark = `\\[${word.replaceAll("*", "\\*")} (\\d+)\\]`;
  const [only, any] = [new RegExp(`^${mark}$`), new RegExp(mark, "g")];
  const text = (marks: string): Value => {
    const [, number] = only.exec(marks) ?? [];
    if (number !== undefined) return Number(number) - 1 in all ? all[Number(number) - 1] : marks;
    return marks.replace(any, (found, within: string) => leafTexts(all[Number(within) - 1])[0] ?? found);
  };
  return walk(body, { ...asItIs, secret: (value) => (typeof value === "string" ? text(value) : value), text });
}

function unusedWord(texts: readonly string[]): string {
  let word = "redacted";
  while (texts.some((text) => text.includes(`[${word} `))) word += "*";
  return word;
}

interface Change {
  /** What stands for a value whose key calls it secret. */
  readonly secret: (value: Value) => Value;
  readonly number: (number: number) => Value;
  readonly text: (text: string) => Value;
}

const asItIs: Change = { secret: (value) => value, number: (number) => number, text: (text) => text };

function walk(value: Value, change: Change): Value {
  if (typeof value === "string") return change.text(value);
  if (typeof value === "number") return change.number(value);
  if (isArray(value)) return value.map((one) => walk(one, change));
  if (!isCollection(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, isSecretName(key) ? change.secret(one) : walk(one, change)]),
  );
}

function secretsAt(value: Value): readonly Value[] {
  const found: Value[] = [];
  const secret = (one: Value): Value => {
    found.push(one);
    return one;
  };
  walk(value, { ...asItIs, secret });
  return found;
}

/** Numbers that are not at such keys themselves. */
function copiesIn(value: Value, secrets: ReadonlySet<string>): readonly number[] {
  const found: number[] = [];
  const number = (one: number): number => {
    if (secrets.has(String(one))) found.push(one);
    return one;
  };
  walk(value, { ...asItIs, number });
  return found;
}

/** The secrets of a text that is JSON, as a form carries it. */
function secretsInJson(text: string): readonly Value[] {
  if (!/^\s*[{[]/.test(text)) return [];
  try {
    return secretsAt(parseJson(text));
  } catch {
    return [];
  }
}
