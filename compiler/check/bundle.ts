import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Span } from "../../grammar/source.ts";
import { nearest } from "../../language/nearest.ts";
import { present } from "../../language/type-relations.ts";
import type { CollectionType, FieldType, Type } from "../../language/types.ts";
import { respelled } from "../manifest/reading.ts";
import type { Field, ValueEntry } from "../program.ts";
import { interfaceType, missingInterfaceField, undeclaredOutputField } from "./bundle-diagnostics.ts";
import { withArticle } from "./key.ts";
import { alternatives } from "./truth.ts";

/** What makes the bundles of a webhook, and where its findings stand if there is no better place. */
export interface BundleSource {
  readonly uri: string;
  readonly span: Span;
  /** The `output` of the webhook; without one, its items are the bundles. */
  readonly output: Field | undefined;
}

/**
 * Compares what a webhook emits with what the interface of its instant trigger promises. `name` is what messages call
 * the interface.
 */
export function checkBundle(
  emitted: Type,
  bundle: CollectionType,
  source: BundleSource,
  name: string,
): readonly Diagnostic[] {
  const type = present(emitted);
  return type.kind === "collection" ? compareFields(type, bundle, source, { name, path: [] }) : [];
}

/** What messages call the interface, and the fields that lead to the collection that is compared. */
interface Where {
  readonly name: string;
  readonly path: readonly string[];
}

function compareFields(got: CollectionType, want: CollectionType, source: BundleSource, where: Where): Diagnostic[] {
  const entries = entriesOf(source.output);
  const declared = [...want.fields].flatMap(([key, field]) => compareField(key, field, got, source, where));
  if (want.open) return declared;
  const undeclared = [...entries.values()].filter(({ key }) => !want.fields.has(key));
  return [
    ...declared,
    ...undeclared.map(({ key, keySpan, value }) => {
      const free = [...want.fields.keys()].filter((each) => !entries.has(each));
      const meant = nearest(key, free);
      const params = { field: dotted(where, key), name: where.name, nearest: meant };
      return undeclaredOutputField({ uri: value.uri, span: keySpan }, params, respelled(keySpan, meant));
    }),
  ];
}

function compareField(
  key: string,
  { type: wanted }: FieldType,
  got: CollectionType,
  source: BundleSource,
  where: Where,
): Diagnostic[] {
  const field = got.fields.get(key);
  const entry = entriesOf(source.output).get(key);
  const place = entry ? { uri: entry.value.uri, span: entry.value.span } : { uri: source.uri, span: source.span };
  if (!field) {
    if (got.open && got.origin === undefined) return [];
    return [missingInterfaceField(place, { field: dotted(where, key), name: where.name })];
  }
  const type = present(field.type);
  const inner = { ...source, ...place, output: entry?.value };
  if (type.kind === "collection" && wanted.kind === "collection") {
    return compareFields(type, wanted, inner, { ...where, path: [...where.path, key] });
  }
  if (mayBe(type, wanted)) return [];
  const params = { field: dotted(where, key), name: where.name, want: withArticle(wanted), got: withArticle(type) };
  return [interfaceType(place, params)];
}

function entriesOf(output: Field | undefined): ReadonlyMap<string, ValueEntry> {
  const entries = output?.kind === "object" ? output.entries : [];
  return new Map(entries.flatMap((entry) => (entry.kind === "entry" ? [[entry.key, entry] as const] : [])));
}

function dotted({ path }: Where, key: string): string {
  return [...path, key].join(".");
}

/**
 * Whether a value of one type can be meant where the interface names another. Events are JSON, which has no dates and
 * no buffers, so text and numbers stand for dates, and text for buffers; whatever is simple has a text.
 */
function mayBe(got: Type, want: Type): boolean {
  if (want.kind === "union") return want.of.some((each) => mayBe(got, each));
  return alternatives(got).some((each) => {
    if (each.kind === "any" || each.kind === "undefined" || each.kind === "null" || each.kind === want.kind) {
      return each.kind !== "array" || want.kind !== "array" || mayBe(present(each.of), present(want.of));
    }
    return standsFor[want.kind]?.includes(each.kind) ?? false;
  });
}

const simple: readonly Type["kind"][] = ["text", "number", "boolean", "date", "buffer"];
const standsFor: Readonly<Partial<Record<Type["kind"], readonly Type["kind"][]>>> = {
  any: [...simple, "array", "collection"],
  text: simple,
  date: ["text", "number"],
  buffer: ["text"],
};
