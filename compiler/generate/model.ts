import { type ScopeName, scopes } from "../../language/scopes.ts";
import { everywhere } from "../../language/variables.ts";
import type { CustomRows } from "../check/infer.ts";
import { type Kind, kinds } from "../manifest/kinds.ts";
import type { Field, Program, Unit } from "../program.ts";
import { type Body, returning, valueBody } from "./body.ts";
import type { Surroundings } from "./expression.ts";
import { fieldLayout } from "./field.ts";
import type { Layout } from "./layout.ts";
import { beginning, commentText, stringLiteral } from "./literal.ts";
import { keyText, type Needs, noNeeds } from "./names.ts";
import type { Places } from "./place.ts";

/** A module as data: what it exports, in order, and what that needs. Printers make text of it. */
export interface ModuleModel {
  readonly members: readonly Member[];
  readonly needs: Needs;
}

export type Member = FunctionMember | ConstantMember | GroupMember;

/** A function without what TypeScript and readers are told of it. */
export interface FunctionCode {
  readonly kind: "function";
  readonly name: string;
  /** The variables that it reads, and the names it has for them. */
  readonly locals: ReadonlyMap<string, string>;
  readonly body: Body;
}

export interface FunctionMember extends FunctionCode {
  readonly doc: string;
  readonly scope: ScopeName;
  readonly returns: Returns;
}

export type Returns = "boolean" | "RequestSpec" | "RespondSpec" | "Value";

export interface ConstantMember {
  readonly kind: "constant";
  readonly name: string;
  readonly doc: string;
  readonly value: Layout;
}

/** Functions that are the members of one object. */
export interface GroupMember {
  readonly kind: "group";
  readonly name: string;
  readonly members: readonly FunctionMember[];
}

/** What a program compiles to; the same program gives the same model. */
export function moduleModel(program: Program, places: Places, custom: CustomRows = new Map()): ModuleModel {
  const needs = noNeeds();
  const units = program.units.map((unit) => unitMember(unit, program, custom, places, needs));
  const members = grouped(units);
  return { members: [...members, ...ownerReads(members), placesMember(program, places)], needs };
}

interface UnitMember {
  readonly path: readonly string[];
  readonly member: FunctionMember | ConstantMember;
}

function unitMember(unit: Unit, { equality }: Program, custom: CustomRows, places: Places, needs: Needs): UnitMember {
  const { path, scope, want, field } = unit;
  const name = path.at(-1) ?? "";
  const doc = docOf(field, places);
  const variables: Surroundings["variables"] = scope ? scopes[scope] : new Map();
  const locals = new Map<string, string>();
  const around: Surroundings = { variables, custom, equality, place: places.of, needs, locals };
  if (!scope) return { path, member: { kind: "constant", name, doc, value: fieldLayout(field, want, around) } };
  const returns = returnsOf(unit);
  const body = returns === "Value" ? valueBody(field, around) : returning(fieldLayout(field, want, around));
  return { path, member: { kind: "function", name, doc, locals, scope, returns, body } };
}

/** Where a unit stands, and the template if it is one. */
function docOf({ uri, span }: Field, places: Places): string {
  const written = places.text(uri, span);
  const place = places.of(uri, span);
  return commentText(written.startsWith('"') ? `${place} \`${beginning(written.slice(1, -1))}\`` : place);
}

function returnsOf({ path, want }: Unit): Returns {
  if (want.kind === "boolean") return "boolean";
  const name = path.at(-1);
  return name === "request" ? "RequestSpec" : name === "respond" ? "RespondSpec" : "Value";
}

/** Units of one directive become the members of one object, where the first of them stands. */
function grouped(units: readonly UnitMember[]): Member[] {
  const members = new Map<string, Member>();
  for (const { path, member } of units) {
    const [name = ""] = path;
    const before = members.get(name);
    if (path.length === 1 || member.kind === "constant") members.set(name, member);
    else if (before?.kind === "group") members.set(name, { ...before, members: [...before.members, member] });
    else members.set(name, { kind: "group", name, members: [member] });
  }
  return [...members.values()];
}

/** All that has to be kept of a request until the units are evaluated that depend on the subscriber. */
function ownerReads(members: readonly Member[]): ConstantMember[] {
  const owners = members.filter((member) => member.kind === "function").filter(({ scope }) => scope === "OwnerScope");
  if (owners.length === 0) return [];
  const read = [...scopes.ItemScope.keys()].filter(
    (name) => !Object.hasOwn(everywhere, name) && owners.some(({ locals }) => locals.has(name)),
  );
  const value: Layout = {
    open: "[",
    items: read.map((name) => ({ label: "", value: stringLiteral(name) })),
    close: "]",
    padding: "",
  };
  const doc = "The variables that are kept until the subscriber's units are evaluated.";
  return [{ kind: "constant", name: "ownerReads", doc, value }];
}

function placesMember({ kind, units }: Program, places: Places): ConstantMember {
  const byName = new Map<string, string>();
  for (const unit of units) {
    const name = nameOf(unit, kind);
    if (!byName.has(name)) byName.set(name, places.of(unit.field.uri, unit.field.span));
  }
  const items = [...byName].map(([name, place]) => ({ label: `${keyText(name)}: `, value: stringLiteral(place) }));
  const doc = "Where each part of the manifest stands.";
  return { kind: "constant", name: "places", doc, value: { open: "{", items, close: "}", padding: " " } };
}

/** What a unit is called where its place is asked for: the path of its directive in the manifest. */
function nameOf({ path }: Unit, kind: Kind): string {
  const key = path.join(".");
  const spec = kinds[kind].units.find((each) => each.path?.join(".") === key || each.owner?.path.join(".") === key);
  if (!spec || spec.from.length === 0) return key;
  return (spec.short ? spec.from.slice(0, -1) : spec.from).join(".");
}
