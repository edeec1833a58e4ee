/** A copy without anything whose key says that it is secret, at any depth. */
export function redactNamed<T extends object>(record: T): T {
  return transform(record, [], (path) => isSecretName(path.at(-1) ?? ""), asItIs) as T;
}

/**
 * A copy that may be logged: without what `paths` (`request.headers.authorization`) name in it and what a key calls
 * secret, and without any copy, also in another encoding, of what stood there or of the other `secrets`.
 */
export function sanitize<T extends object>(record: T, paths: readonly string[], secrets: readonly string[]): T {
  const isSecret = secretPaths(paths);
  const removed = leafTexts(select(record, [], isSecret)).flatMap((text) => [text, ...text.split(/\s+/)]);
  const scrub = scrubber([...secrets, ...removed]);
  return transform(record, [], isSecret, scrub) as T;
}

/** Every text and number at any depth, as text: what of a connection must not be seen. */
export function leafTexts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(leafTexts);
}

/** What stands in a text where a secret stood. */
const REDACTED = "[redacted]";

/** Shorter ones are no secrets, and would redact half of every text. */
const SHORTEST_SECRET = 6;

type Scrub = (text: string) => string;
type IsSecret = (path: readonly string[]) => boolean;

/** Whether a name says that what it names is secret. */
export function isSecretName(name: string): boolean {
  return /authorization|cookie|secret|token|passw|api[-_]?key|credential|private[-_]?key|signature/i.test(name);
}

/** Keys compare without case, may stand in back-ticks, and go through arrays. */
function secretPaths(paths: readonly string[]): IsSecret {
  const named = new Set(paths.map((path) => pathKey(segments(path))));
  return (path) => isSecretName(path.at(-1) ?? "") || named.has(pathKey(path));
}

function segments(path: string): readonly string[] {
  return [...path.matchAll(/`([^`]*)`|[^.`[\]]+/g)].map(([plain, quoted]) => quoted ?? plain);
}

function pathKey(path: readonly string[]): string {
  return JSON.stringify(path.filter((segment) => !/^\d+$/.test(segment)).map((segment) => segment.toLowerCase()));
}

function scrubber(secrets: readonly string[]): Scrub {
  const longestFirst = spellings(secrets);
  return (text) => longestFirst.reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text);
}

/** Secrets as a URL, a form or JSON would write them, and as they are; the longest first. */
export function spellings(secrets: readonly string[]): readonly string[] {
  const written = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .map((secret) => secret.toWellFormed())
    .flatMap((secret) => [secret, encodeURIComponent(secret), asForm(secret), JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(written)].sort((a, b) => b.length - a.length);
}

function asForm(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

function asItIs(text: string): string {
  return text;
}

function transform(value: unknown, path: readonly string[], isSecret: IsSecret, scrub: Scrub): unknown {
  if (typeof value === "string") return scrub(value);
  if (typeof value === "number") return scrub(String(value)) === String(value) ? value : REDACTED;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((one, index) => transform(one, [...path, String(index)], isSecret, scrub));
  const entries = Object.entries(value).map(([key, one]) => ({ key, one, at: [...path, key] }));
  return Object.fromEntries(
    entries
      .filter(({ at }) => !isSecret(at))
      .map(({ key, one, at }) => [scrub(key), transform(one, at, isSecret, scrub)]),
  );
}

/** The values that stand at secret paths. */
function select(value: unknown, path: readonly string[], isSecret: IsSecret): readonly unknown[] {
  if (path.length > 0 && isSecret(path)) return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, one]) => select(one, [...path, key], isSecret));
}
