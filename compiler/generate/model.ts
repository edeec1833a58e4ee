import { type ScopeName, scopes } from "../../language/scopes.ts";
import { everywhere } from "../../language/variables.ts";
import type { CustomRows } from "../check/infer.ts";
import { type Kind, kinds } from "../manifest/kinds.ts";
import type { Field, Program, Unit } from "../program.ts";
import { type Body, returning, valueBody } from "./body.ts";
import type { Coverage } from "./coverage.ts";
import type { Surroundings } from "./expression.ts";
import { fieldLayout } from "./field.ts";
import { grouped } from "./group.ts";
import type { Layout } from "./layout.ts";
import { beginning, commentText, stringLiteral } from "./literal.ts";
import { keyText, type Needs, noNeeds } from "./names.ts";
import { memberPath, onceForAll, type Part, partOf, splitPath, wholeOf } from "./part.ts";
import type { Places } from "./place.ts";

/** A module as data: what it exports, in order, and what that needs. Printers make text of it. */
export interface ModuleModel {
  readonly members: readonly Member[];
  /** What it exports as a whole. */
  readonly whole: Layout;
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
  /** What tells a source map where it comes from. */
  readonly mark?: string;
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
  readonly members: readonly (FunctionMember | GroupMember)[];
}

/**
 * What a program compiles to, or one step of it, the units `under` a path; the same program gives the same model.
 */
export function moduleModel(
  program: Program,
  places: Places,
  custom: CustomRows = new Map(),
  under: readonly string[] = [],
): ModuleModel {
  const needs = noNeeds();
  const part = partOf(program, under);
  const constants = onceForAll(part.units);
  const members = grouped(
    [...part.units.filter(({ scope }) => scope), ...constants].map((unit) => ({
      path: memberPath(unit.path),
      member: unitMember(unit, program, custom, places, needs),
    })),
  );
  const all = [...members, ...ownerReads(members), placesMember(part, places)];
  return { members: all, whole: wholeOf(part, all), needs };
}

function unitMember(
  unit: Unit,
  { equality }: Program,
  custom: CustomRows,
  places: Places,
  needs: Needs,
): FunctionMember | ConstantMember {
  const { path, scope, want, field } = unit;
  const name = path.at(-1) ?? "";
  const doc = docOf(field, places);
  const variables: Surroundings["variables"] = scope ? scopes[scope] : new Map();
  const locals = new Map<string, string>();
  const around: Surroundings = {
    variables,
    custom,
    equality,
    place: places.of,
    mark: places.mark,
    count: places.count,
    needs,
    locals,
  };
  if (!scope) return { kind: "constant", name, doc, value: fieldLayout(field, want, around) };
  const returns = returnsOf(unit);
  const whole = returns === "Value" ? valueBody(field, around) : returning(fieldLayout(field, want, around));
  const body = places.count ? countedBody(whole, unit, places.count) : whole;
  return { kind: "function", name, doc, locals, scope, returns, body, mark: places.mark?.(field.uri, field.span) };
}

/** A body that counts that it runs and, being that of a condition, what it gives. */
function countedBody({ statements, result }: Body, { field, want }: Unit, count: Coverage["count"]): Body {
  const { uri, span } = field;
  const begin = { before: `${count({ kind: "unit", uri, span })};`, value: "", after: "" };
  if (want.kind !== "boolean" || field.kind === "constant" || typeof result !== "string") {
    return { statements: [begin, ...statements], result };
  }
  const outcome = (given: boolean) => `(${count({ kind: "branch", uri, span, outcome: given })}, ${given})`;
  return { statements: [begin, ...statements], result: `${result} ? ${outcome(true)} : ${outcome(false)}` };
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

function placesMember({ kind, units }: Part, places: Places): ConstantMember {
  const byName = new Map<string, string>();
  for (const unit of units) {
    const name = placeName(unit, kind);
    if (!byName.has(name)) byName.set(name, places.of(unit.field.uri, unit.field.span));
  }
  const items = [...byName].map(([name, place]) => ({ label: `${keyText(name)}: `, value: stringLiteral(place) }));
  const doc = "Where each part of the manifest stands.";
  return { kind: "constant", name: "places", doc, value: { open: "{", items, close: "}", padding: " " } };
}

/** What a unit is called where its place is asked for: the path of its directive, behind the number of its request. */
function placeName({ path }: Unit, kind: Kind): string {
  const { number, directive } = splitPath(path);
  const key = directive.join(".");
  const spec = kinds[kind].units.find((each) => each.path?.join(".") === key || each.owner?.path.join(".") === key);
  const from = spec?.short ? spec.from.slice(0, -1) : (spec?.from ?? []);
  const name = from.length === 0 ? key : from.join(".");
  return number === undefined ? name : `${number}.${name}`;
}
