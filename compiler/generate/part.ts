import type { Kind } from "../manifest/kinds.ts";
import type { Field, Program, Unit } from "../program.ts";
import type { Layout } from "./layout.ts";
import type { Member } from "./model.ts";
import { membersLayout } from "./print.ts";

/** What one module is made of: a whole program, or a step of it. */
export interface Part {
  readonly kind: Kind;
  /** Their paths begin with the number of the request where there are several, else with the directive. */
  readonly units: readonly Unit[];
  /** How many requests there are in a list; undefined where there is no list. */
  readonly requests: number | undefined;
}

/** The part of a program that stands under a path. */
export function partOf({ kind, units, sections }: Program, under: readonly string[]): Part {
  const isBelow = (path: readonly string[]) => under.every((step, index) => path[index] === step);
  const numbered = sections.filter(({ path }) => isBelow(path) && path.length > under.length);
  return {
    kind,
    units: units
      .filter(({ path }) => isBelow(path))
      .map((unit) => (under.length === 0 ? unit : { ...unit, path: unit.path.slice(under.length) })),
    requests: numbered.length > 0 ? numbered.length : undefined,
  };
}

/** The number of the request in whose object a unit stands, and the path of its directive. */
export function splitPath(path: readonly string[]): {
  readonly number?: string;
  readonly directive: readonly string[];
} {
  const [number, ...directive] = path;
  return number !== undefined && /^\d+$/.test(number) ? { number, directive } : { directive: path };
}

/** Where a unit goes in its module. */
export function memberPath(path: readonly string[]): readonly string[] {
  const { number, directive } = splitPath(path);
  return number === undefined ? path : [requestName(number), ...directive];
}

/** The units that hold for all requests, each of them made one: what one request must not log, the others must not either. */
export function onceForAll(units: readonly Unit[]): readonly Unit[] {
  const byName = new Map<string, Unit>();
  for (const unit of units.filter(({ scope }) => !scope)) {
    const path = splitPath(unit.path).directive;
    const name = path.join(".");
    const before = byName.get(name);
    byName.set(name, { ...unit, path, field: before ? bothLists(before.field, unit.field) : unit.field });
  }
  return [...byName.values()];
}

/** What a module exports as a whole: its members, or a procedure of its requests. */
export function wholeOf({ kind, requests }: Part, members: readonly Member[]): Layout {
  if (kind === "webhook") return membersLayout(members);
  const shared = members.filter((member) => member.kind === "constant");
  const own = members.filter((member) => member.kind !== "constant");
  const value = requests === undefined ? onlyRequest(own) : listOf(requests, own);
  return {
    open: "{",
    items: [{ label: "requests: ", value }, ...membersLayout(shared).items],
    close: "}",
    padding: " ",
  };
}

function onlyRequest(members: readonly Member[]): Layout {
  return { ...membersLayout(members), open: "[{", close: "}]" };
}

/** Of a request that does nothing nothing is generated, but it keeps its place. */
function listOf(requests: number, members: readonly Member[]): Layout {
  const names = Array.from({ length: requests }, (_, index) => requestName(String(index + 1)));
  const items = names.map((name) => ({
    label: "",
    value: members.some((member) => member.name === name) ? name : "{}",
  }));
  return { open: "[", items, close: "]", padding: "" };
}

function requestName(number: string): string {
  return `request${number}`;
}

function bothLists(first: Field, second: Field): Field {
  if (first.kind !== "array" || second.kind !== "array") return first;
  const known = new Set(first.items.map((item) => (item.kind === "constant" ? item.value : item)));
  const more = second.items.filter((item) => item.kind !== "constant" || !known.has(item.value));
  return { ...first, items: [...first.items, ...more] };
}
