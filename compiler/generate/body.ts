import type { Field } from "../program.ts";
import type { Surroundings } from "./expression.ts";
import { type EntryCode, entryCodes, fieldCode, objectLayout } from "./field.ts";
import { type Layout, render } from "./layout.ts";
import { stringLiteral } from "./literal.ts";
import { isPlainKey } from "./names.ts";

/** What a function does: statements, if any, and the value that it returns. */
export interface Body {
  readonly statements: readonly Statement[];
  readonly result: Layout;
}

interface Statement {
  readonly before: string;
  readonly value: Layout;
  readonly after: string;
}

/** A body of nothing but its value. */
export function returning(result: Layout): Body {
  return { statements: [], result };
}

/**
 * The body of a function whose value is that of a field. A long object that may lack keys is made key by key: to make
 * it whole and then again without those keys takes twice the time.
 */
export function valueBody(field: Field, around: Surroundings): Body {
  if (field.kind !== "object") return returning(fieldCode(field, around).layout);
  const entries = entryCodes(field, around);
  if (entries.length < long || entries.every(isSure) || !entries.every(isAssignable)) {
    return returning(objectLayout(entries, around));
  }
  around.needs.values.add("collection");
  return { statements: [...start, ...entries.map(assignment)], result: "result" };
}

/** Entries from which on it pays. */
const long = 8;

const start: readonly Statement[] = [
  { before: "const result = ", value: "collection()", after: ";" },
  { before: "let ", value: "value", after: ";" },
];

function isSure({ code }: EntryCode): boolean {
  return code.defined;
}

/** To assign what every object inherits is not to add a key of that name; and a spread may do so. */
function isAssignable({ entry }: EntryCode): boolean {
  return entry.kind === "entry" && !(entry.key in Object.prototype);
}

function assignment({ entry, code }: EntryCode): Statement {
  const key = entry.kind === "entry" ? entry.key : "";
  const target = isPlainKey(key) ? `result.${key}` : `result[${stringLiteral(key)}]`;
  return code.defined
    ? { before: `${target} = `, value: code.layout, after: ";" }
    : { before: "if ((value = ", value: code.layout, after: `) !== undefined) ${target} = value;` };
}

/** The statements of a body that stands `depth` levels deep. */
export function bodyLines({ statements, result }: Body, depth: number): readonly string[] {
  const lines = statements.map(
    ({ before, value, after }) => before + render(value, before.length + after.length, depth) + after,
  );
  return [...lines, `return ${render(result, "return ;".length, depth)};`];
}
