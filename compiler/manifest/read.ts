import type { Parsed } from "../../grammar/diagnostic.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Source } from "../../grammar/source.ts";
import { valueUnder } from "../fields.ts";
import type { Equality, ObjectField, Program, Unit } from "../program.ts";
import { defaultPerSubscriber, relativeUrl, uidMissing } from "./diagnostics.ts";
import { inherit, isRelative } from "./inherit.ts";
import { type Kind, kinds } from "./kinds.ts";
import { placeOf, type Reading } from "./reading.ts";
import { readRoot } from "./root.ts";
import { readRecord } from "./structure.ts";
import { isVariableAt, unitsOf } from "./units.ts";

/** A file and its tree; there is none if the file holds nothing but comments, or nothing that could be read. */
export interface Manifest {
  readonly source: Source;
  readonly json: JsonNode | undefined;
}

export interface ReadOptions {
  readonly equality: Equality;
  /** What is laid under an attach or a detach. */
  readonly base: Manifest | undefined;
}

/** Reads a manifest. There is no program if it declares nothing: `{}`, `[]`, or only comments. */
export function readManifest(manifest: Manifest, kind: Kind, options: ReadOptions): Parsed<Program | undefined> {
  const { source, json } = manifest;
  const { title, units: specs } = kinds[kind];
  const reading: Reading = {
    uri: source.uri,
    title,
    path: [],
    isVariableAt: (path) => isVariableAt(path, kind === "base" ? kinds.attach.units : specs),
    diagnostics: [],
  };
  const { diagnostics } = reading;
  const own = json && readRoot(json, kind, reading);
  if (kind === "webhook") checkUid(json, reading);
  if (!own) return { value: undefined, diagnostics };
  const root = inheritsBase(kind) && options.base ? inheritFrom(options.base, own, reading) : own;
  const units = unitsOf(root, specs);
  checkUrl(root, whyNotJoined(kind, options.base), reading);
  checkDefault(units, reading);
  return { value: { kind, source, equality: options.equality, units }, diagnostics };
}

function inheritsBase(kind: Kind): boolean {
  return kind === "attach" || kind === "detach";
}

/** What the base says is reported where the base itself is read. */
function inheritFrom(base: Manifest, own: ObjectField, reading: Reading): ObjectField {
  if (base.json?.kind !== "object") return own;
  const below = readRecord(base.json, kinds.base.root, { ...reading, uri: base.source.uri, diagnostics: [] });
  return inherit(below, own);
}

function checkUid(json: JsonNode | undefined, reading: Reading): void {
  if (json && (json.kind !== "object" || json.members.some(({ key }) => key.decoded.text === "uid"))) return;
  const place = json ? placeOf(reading, json) : { uri: reading.uri, span: { start: 0, end: 0 } };
  reading.diagnostics.push(uidMissing(place, {}));
}

function checkUrl(root: ObjectField, why: string, reading: Reading): void {
  const url = valueUnder(root, "url");
  if (url && isRelative(url)) reading.diagnostics.push(relativeUrl(url, { why }));
}

function whyNotJoined(kind: Kind, base: Manifest | undefined): string {
  if (!inheritsBase(kind)) return "a connection inherits no `baseUrl`";
  if (base) return "the base has no `baseUrl` to join it to";
  return "there is no `base.iml.json` whose `baseUrl` it could be joined to";
}

/** A default stands for a request without items; a condition that is asked for each subscriber knows none. */
function checkDefault(units: readonly Unit[], reading: Reading): void {
  const byPath = (name: string): Unit | undefined => units.find(({ path }) => path.join(".") === name);
  const standIn = byPath("conditionDefault");
  if (standIn && byPath("ownerCondition")) reading.diagnostics.push(defaultPerSubscriber(standIn.field, {}));
}
