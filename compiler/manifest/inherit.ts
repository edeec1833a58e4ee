import { valueUnder, without } from "../fields.ts";
import type { Entry, Field, ObjectField, TextField } from "../program.ts";

/**
 * A component with the base laid under it: a `url` that begins with `/`, also that of further pages, is joined to
 * `baseUrl`; headers, query string, body and response are merged entry by entry, the component's winning; any other value of the component overrides.
 * What is inherited keeps the file and the spans of the base.
 */
export function inherit(base: ObjectField, component: ObjectField): ObjectField {
  const merged = mergeEntries(
    without(base, (key) => key === "baseUrl"),
    component,
    mergeKey,
  );
  const baseUrl = valueUnder(base, "baseUrl");
  return baseUrl ? withUrls(merged, (url) => joinUrl(baseUrl, url)) : merged;
}

/** A request whose URL is not encoded, if it says so. */
export function asWritten(request: ObjectField): ObjectField {
  const encodes = valueUnder(request, "encodeUrl");
  if (encodes?.kind !== "constant" || encodes.value !== false) return request;
  return withUrls(request, unencoded);
}

/** A request with other URLs: its own, and that of its further pages. */
function withUrls(request: ObjectField, change: (url: Field) => Field): ObjectField {
  return withEntry(withEntry(request, "url", change), "pagination", (pages) =>
    pages.kind === "object" ? withEntry(pages, "url", change) : pages,
  );
}

function withEntry(object: ObjectField, key: string, change: (value: Field) => Field): ObjectField {
  return {
    ...object,
    entries: object.entries.map((entry) =>
      entry.kind === "entry" && entry.key === key ? { ...entry, value: change(entry.value) } : entry,
    ),
  };
}

/** Whether a URL is to be joined to a base URL. */
export function isRelative(url: Field): boolean {
  return firstText(url)?.startsWith("/") ?? false;
}

type Merge = (key: string, below: Field, above: Field) => Field;

/** Entries of both, those of `below` first; of entries with one key the merged value, at the place of the upper one. */
function mergeEntries(below: ObjectField, above: ObjectField, merge: Merge, same = exactly): ObjectField {
  const inherited = below.entries.filter(
    (entry) => entry.kind === "spread" || !above.entries.some((other) => isEntry(other, entry.key, same)),
  );
  const own = above.entries.map((entry): Entry => {
    if (entry.kind === "spread") return entry;
    const lower = below.entries.find((other) => isEntry(other, entry.key, same));
    return lower ? { ...entry, value: merge(entry.key, lower.value, entry.value) } : entry;
  });
  return { ...above, entries: [...inherited, ...own] };
}

function mergeKey(key: string, below: Field, above: Field): Field {
  switch (key) {
    case "headers":
      return mergeObjects(below, above, override, ignoringCase);
    case "qs":
    case "body":
      return mergeObjects(below, above, override);
    case "response":
      return mergeObjects(below, above, mergeDeep);
    case "log":
      return mergeObjects(below, above, (_, lower, upper) => bothLists(lower, upper));
    default:
      return above;
  }
}

function mergeObjects(below: Field, above: Field, merge: Merge, same = exactly): Field {
  return below.kind === "object" && above.kind === "object" ? mergeEntries(below, above, merge, same) : above;
}

const override: Merge = (_key, _below, above) => above;

const mergeDeep: Merge = (_key, below, above) => mergeObjects(below, above, mergeDeep);

/** What must not be logged is added up: a component that hides one thing more does not lay open the others. */
function bothLists(below: Field, above: Field): Field {
  if (below.kind !== "array" || above.kind !== "array") return above;
  return { ...above, items: [...below.items, ...above.items] };
}

function isEntry(entry: Entry, key: string, same: (a: string, b: string) => boolean): boolean {
  return entry.kind === "entry" && same(entry.key, key);
}

function exactly(a: string, b: string): boolean {
  return a === b;
}

function ignoringCase(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function unencoded(url: Field): Field {
  if (url.kind !== "text") return url;
  const { encode, ...text } = url;
  return text;
}

function joinUrl(base: Field, url: Field): Field {
  if (!isRelative(url)) return url;
  const parts = joinParts([...trimmed(partsOf(base)), ...partsOf(url)]);
  const [only] = parts;
  if (parts.length === 1 && typeof only === "string") return { ...url, kind: "constant", value: only };
  return { kind: "text", uri: url.uri, span: url.span, parts, encode: "url" };
}

type Parts = TextField["parts"];

function partsOf(field: Field): Parts {
  switch (field.kind) {
    case "constant":
      return [String(field.value)];
    case "expression":
      return [field];
    case "text":
      return field.parts;
    case "array":
    case "object":
      return [];
  }
}

/** A base URL is joined without the `/` that it may end with. */
function trimmed(parts: Parts): Parts {
  const last = parts.at(-1);
  return typeof last === "string" ? [...parts.slice(0, -1), last.replace(/\/$/, "")] : parts;
}

/** Texts that follow one another become one. */
function joinParts(parts: Parts): Parts {
  const joined: Parts[number][] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

function firstText(field: Field): string | undefined {
  const [first] = partsOf(field);
  return typeof first === "string" ? first : undefined;
}
