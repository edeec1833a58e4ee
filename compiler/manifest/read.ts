import type { Diagnostic, Parsed } from "../../grammar/diagnostic.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Source } from "../../grammar/source.ts";
import { valueUnder } from "../fields.ts";
import type { Equality, Field, Program, Section, Unit } from "../program.ts";
import { readBelow } from "./below.ts";
import { defaultPerSubscriber, missingKey, relativeUrl, uidMissing } from "./diagnostics.ts";
import type { UnitSpec } from "./directive.ts";
import { asWritten, inherit, isRelative } from "./inherit.ts";
import { type Kind, kinds } from "./kinds.ts";
import { placeOf, type Reading } from "./reading.ts";
import { layoutOf, readRoot, sectionAt, sectionsIn } from "./root.ts";
import { checkedUnits, generatedUnits, isVariableAt } from "./units.ts";

/** A file and its tree; there is none if the file holds nothing but comments, or nothing that could be read. */
export interface Manifest {
  readonly source: Source;
  readonly json: JsonNode | undefined;
}

export interface ReadOptions {
  readonly equality: Equality;
  /** What is laid under whatever inherits the base. */
  readonly base: Manifest | undefined;
  /** Whether the events of all users come to the one URL of a webhook, so that `uid` has to say whose each of them is. */
  readonly shared: boolean;
}

/** Reads a manifest. There is no program if it declares nothing: `{}`, `[]`, or only comments. */
export function readManifest(manifest: Manifest, kind: Kind, options: ReadOptions): Parsed<Program | undefined> {
  const { source, json } = manifest;
  const { base, equality, shared } = options;
  const diagnostics: Diagnostic[] = [];
  const layout = layoutOf(json, kind);
  const reading: Reading = {
    uri: source.uri,
    title: kinds[kind].title,
    path: [],
    isVariableAt: (path) => (name) => {
      const { path: at, units } = sectionAt(path, kind, layout);
      return isVariableAt(path.slice(at.length), units)(name);
    },
    diagnostics,
  };
  const root = json && readRoot(json, kind, layout, reading);
  if (kind === "webhook" && shared) checkUid(json, reading);
  const own = root ? sectionsIn(root, layout) : [];
  if (own.length === 0) return { value: undefined, diagnostics };
  const below = base && kinds[kind].inherits ? readBelow(base, kind, reading) : undefined;
  const sections = own.map(({ path, field }) => ({ path, field: asWritten(below ? inherit(below, field) : field) }));
  const isDedicated = kind === "webhook" && !shared;
  const read = sections.map((section) => {
    const spec = sectionAt(section.path, kind, layout);
    return { section, spec: isDedicated ? { ...spec, units: spec.units.map(ofOneUser) } : spec };
  });
  const units = read.flatMap(({ section: { field, path }, spec }) =>
    spec.runs ? generatedUnits(field, spec.units, path) : [],
  );
  const unrun = read.flatMap(({ section: { field, path }, spec }) => checkedUnits(field, spec.units, path, spec.runs));
  if (kind !== "base") for (const section of sections) checkUrl(section, whyNotJoined(kind, base), reading);
  for (const { field } of own) checkTrigger(field, reading);
  if (!isDedicated) checkDefault(units, reading);
  return { value: { kind, source, equality, units, unrun, sections }, diagnostics };
}

/** Whose a request is follows from its URL, so what the user entered is known at once. */
function ofOneUser(spec: UnitSpec): UnitSpec {
  return { ...spec, scope: spec.dedicated ?? spec.scope };
}

function checkUid(json: JsonNode | undefined, reading: Reading): void {
  if (json && (json.kind !== "object" || json.members.some(({ key }) => key.decoded.text === "uid"))) return;
  const place = json ? placeOf(reading, json) : { uri: reading.uri, span: { start: 0, end: 0 } };
  reading.diagnostics.push(uidMissing(place, {}));
}

function checkUrl({ field }: Section, why: string, reading: Reading): void {
  const pages = valueUnder(field, "pagination");
  for (const url of [valueUnder(field, "url"), pages && valueUnder(pages, "url")]) {
    if (url && isRelative(url)) reading.diagnostics.push(relativeUrl(url, { why }));
  }
}

/** Items that are told apart by their dates have one. */
function checkTrigger(section: Field, reading: Reading): void {
  const trigger = valueUnder(valueUnder(section, "response"), "trigger");
  const type = valueUnder(trigger, "type");
  if (!trigger || type?.kind !== "constant" || type.value !== "date" || valueUnder(trigger, "date")) return;
  const place = { uri: trigger.uri, span: { start: trigger.span.start, end: trigger.span.start + 1 } };
  reading.diagnostics.push(missingKey(place, { key: "date", where: "`response.trigger`" }));
}

function whyNotJoined(kind: Kind, base: Manifest | undefined): string {
  if (!kinds[kind].inherits) return `${kinds[kind].title} inherits no \`baseUrl\``;
  if (base) return "the base has no `baseUrl` to join it to";
  return "there is no `base.iml.json` whose `baseUrl` it could be joined to";
}

/** A default stands for a request without items; a condition that is asked for each subscriber knows none. */
function checkDefault(units: readonly Unit[], reading: Reading): void {
  const byPath = (name: string): Unit | undefined =>
    units.find(({ path: [key, ...below] }) => key === name && below.length === 0);
  const standIn = byPath("conditionDefault");
  if (standIn && byPath("ownerCondition")) reading.diagnostics.push(defaultPerSubscriber(standIn.field, {}));
}
