import { base64Text } from "./bytes.ts";
import { isArray, isBuffer, isCollection } from "./kinds.ts";
import type { Value } from "./values.ts";

/** How deep arrays and objects of JSON may stand within each other. */
export const maxJsonDepth = 200;

/**
 * How many keys all objects of a JSON text may have together. Where no two objects are alike, an engine spends microseconds
 * on each key, so that a few megabytes of them would hold up everything else for seconds.
 */
export const maxKeys = 100_000;

/** A text is no JSON (`json-syntax`), nested too deeply (`json-depth`), or has too many keys (`json-keys`). */
export class JsonError extends Error {
  override readonly name = "JsonError";
  readonly code: "json-syntax" | "json-depth" | "json-keys";

  constructor(code: JsonError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The value of a JSON text. Integers that a double cannot hold exactly are kept as text of the same digits, so that two
 * different ids never become equal. What nobody waits for but who wrote it may have more keys, `mostKeys`. Throws a
 * `JsonError`.
 */
export function parseJson(text: string, mostKeys = maxKeys): Value {
  if (isTooDeep(text)) throw new JsonError("json-depth", `The JSON is nested more than ${maxJsonDepth} levels deep.`);
  if (hasTooManyKeys(text, mostKeys)) throw new JsonError("json-keys", `The JSON has more than ${mostKeys} keys.`);
  try {
    return longNumber.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch (error) {
    throw new JsonError(
      "json-syntax",
      `The text is not JSON: ${error instanceof Error ? error.message : "unreadable"}`,
    );
  }
}

/** A number can only follow one of these; digits within a string do so rarely, and then only cost time. */
const longNumber = /(?:^|[\s:,[-])\d{16}/;

function keepDigits(_key: string, value: Value, context?: { readonly source?: string }): Value {
  const digits = context?.source;
  return typeof value === "number" && !Number.isSafeInteger(value) && digits !== undefined && /^-?\d+$/.test(digits)
    ? digits
    : value;
}

/** Few texts have so many brackets at all; only those are looked at one character after the other. */
function isTooDeep(text: string): boolean {
  return count(text, "{", maxJsonDepth) + count(text, "[", maxJsonDepth) > maxJsonDepth && depth(text) > maxJsonDepth;
}

/** A colon that is in no string follows a key. */
function hasTooManyKeys(text: string, most: number): boolean {
  return count(text, ":", most) > most && keys(text) > most;
}

function count(text: string, character: string, enough: number): number {
  let found = 0;
  for (let i = text.indexOf(character); i >= 0 && found <= enough; i = text.indexOf(character, i + 1)) found += 1;
  return found;
}

function keys(text: string): number {
  let found = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === '"') i = closingQuote(text, i);
    else if (character === ":") found += 1;
  }
  return found;
}

function depth(text: string): number {
  let level = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === '"') i = closingQuote(text, i);
    else if (character === "{" || character === "[") deepest = Math.max(deepest, ++level);
    else if (character === "}" || character === "]") level -= 1;
  }
  return deepest;
}

function closingQuote(text: string, opening: number): number {
  let i = opening + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
  return i;
}

/**
 * The JSON text of a value, however deep it is: dates in ISO 8601, buffers in base64, NaN and infinities null; an
 * undefined value leaves its key out of an object and is null everywhere else.
 */
export function toJson(value: Value): string {
  return isNative(value, 0) ? (JSON.stringify(value) ?? "null") : written(value);
}

/** Whether JavaScript writes the value as it should be: it has no buffers, and is not too deep for its stack. */
function isNative(value: Value, level: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (isBuffer(value) || level > maxJsonDepth) return false;
  if (isArray(value)) return value.every((item) => isNative(item, level + 1));
  // Of an object with very many keys, the keys are found in half the time of its values.
  return !isCollection(value) || Object.keys(value).every((key) => isNative(value[key], level + 1));
}

type Token = string | { readonly nested: Value };

function written(root: Value): string {
  let text = "";
  const open = [tokens(root)];
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    const { value: token } = inner.next();
    if (token === undefined) open.pop();
    else if (typeof token === "string") text += token;
    else open.push(tokens(token.nested));
  }
  return text;
}

function* tokens(value: Value): Generator<Token, undefined> {
  if (isArray(value)) {
    yield "[";
    for (const [i, item] of value.entries()) yield* i === 0 ? [{ nested: item }] : [",", { nested: item }];
    yield "]";
  } else if (isCollection(value)) {
    yield "{";
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    for (const [i, [key, item]] of entries.entries()) {
      yield `${i === 0 ? "" : ","}${JSON.stringify(key)}:`;
      yield { nested: item };
    }
    yield "}";
  } else yield isBuffer(value) ? JSON.stringify(base64Text(value)) : (JSON.stringify(value) ?? "null");
  return undefined;
}
