import type { KeyShape, RecordShape, Shape } from "../../compiler/manifest/shape.ts";
import { bullet, code } from "./markdown.ts";
import { taken } from "./shapes.ts";

/** What is written out already: declarations that several places share, by where they stand in the reference, and hints. */
export interface Written {
  readonly keys: Map<KeyShape, string>;
  readonly elsewhere: Set<string>;
}

/** Where a page begins. */
export function nothingWritten(): Written {
  return { keys: new Map(), elsewhere: new Set() };
}

export interface Place {
  /** The keys that lead to the object. */
  readonly place: readonly string[];
  /** The heading of the section. */
  readonly of: string;
  readonly written: Written;
}

/** A list of the keys of an object, each with its own below it. */
export function keyLines({ fields, pattern }: RecordShape, at: Place): readonly string[] {
  const named = Object.entries(fields).flatMap(([key, each]) => keyLine(key, each, at));
  return pattern ? [...named, ...keyLine(pattern.test.source, pattern, at)] : named;
}

function keyLine(key: string, declared: KeyShape, { place, of, written }: Place): readonly string[] {
  const { shape, doc, required, default: absent } = declared;
  const here = [...place, key];
  const before = written.keys.get(declared);
  if (before === undefined) written.keys.set(declared, `${code(here.join("."))} of ${code(of)}`);
  const keys = keysOf(shape);
  const isKnown = before !== undefined && (keys !== undefined || taken(shape).length > long);
  const what = [
    `${code(key)}${required ? " (required)" : ""}: ${doc}`,
    absent === undefined ? "" : `Without it: ${absent}.`,
    isKnown ? `*As ${before}.*` : taken(shape),
  ];
  const line = bullet(what.filter((part) => part !== "").join(" "), place.length);
  return keys && !isKnown ? [line, ...keyLines(keys, { place: here, of, written })] : [line];
}

/** So many characters are worth a reference to where they stand already. */
const long = 150;

/** The keys of the objects that a shape may hold. */
function keysOf(shape: Shape): RecordShape | undefined {
  switch (shape.kind) {
    case "record":
      return shape;
    case "either":
      return keysOf(shape.long);
    case "map":
    case "list":
    case "requests":
    case "unrun":
      return keysOf(shape.of);
    case "template":
    case "choice":
    case "anything":
    case "data":
    case "constant":
      return undefined;
  }
}
