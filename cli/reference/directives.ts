import { type Kind, kinds, oauthRoot } from "../../compiler/manifest/kinds.ts";
import type { KeyShape, RecordShape, Shape } from "../../compiler/manifest/shape.ts";
import { configShape } from "../../compiler/project/config.ts";
import { blocks, bullet, code, generated } from "./markdown.ts";
import { taken } from "./shapes.ts";

/** Where in the page a declaration that several places share is written out. */
type Written = Map<KeyShape, string>;

/** The page of all keys of manifests, and of `imlc.json`. */
export function directivesPage(): string {
  const written: Written = new Map();
  return blocks(
    generated,
    "# Directives",
    "A template is a text with or without `{{…}}`; which variables it may read is told [by stage](keywords.md#variables-by-what-is-at-hand). A scalar is a text, a number, `true`, `false` or `null`. What stands in a base holds for attach and detach, too.",
    ...(Object.keys(kinds) as Kind[]).flatMap((kind) =>
      section(`${kind}.iml.json`, `This file holds ${kinds[kind].title}.`, kinds[kind].root, written),
    ),
    ...section(
      "connection.iml.json with OAuth",
      "A connection that has one of these keys names its requests.",
      { ...oauthRoot, elsewhere: {}, fields: { ...oauthRoot.fields, ...keptShort("info", "connection.iml.json") } },
      written,
    ),
    ...section("imlc.json", "This file holds what Make keeps elsewhere, or has no word for.", configShape, written),
  );
}

/** A key of the OAuth root whose own keys stand in another section. */
function keptShort(key: "info", heading: string): RecordShape["fields"] {
  const info = oauthRoot.fields[key];
  if (info?.shape.kind !== "record") return {};
  const doc = `${info.doc} It has the keys of ${code(heading)}.`;
  return { [key]: { doc, shape: { ...info.shape, fields: {} } } };
}

function section(heading: string, intro: string, root: RecordShape, written: Written): readonly string[] {
  const elsewhere = Object.entries(root.elsewhere ?? {}).map(([key, where]) => bullet(`${code(key)}: ${where}`));
  return [
    `## ${heading}`,
    intro,
    keyLines(root, { place: [], of: heading, written }).join("\n"),
    elsewhere.length > 0 ? `Not here:\n\n${elsewhere.join("\n")}` : "",
  ];
}

interface Place {
  /** The keys that lead to the object. */
  readonly place: readonly string[];
  /** The heading of the section. */
  readonly of: string;
  readonly written: Written;
}

function keyLines({ fields, pattern }: RecordShape, at: Place): readonly string[] {
  const named = Object.entries(fields).flatMap(([key, each]) => keyLine(key, each, at));
  return pattern ? [...named, ...keyLine(pattern.test.source, pattern, at)] : named;
}

function keyLine(key: string, declared: KeyShape, { place, of, written }: Place): readonly string[] {
  const { shape, doc, required, default: absent } = declared;
  const here = [...place, key];
  const before = written.get(declared);
  if (before === undefined) written.set(declared, `${code(here.join("."))} of ${code(of)}`);
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
      return keysOf(shape.of);
    case "template":
    case "choice":
    case "anything":
    case "constant":
    case "unrun":
      return undefined;
  }
}
