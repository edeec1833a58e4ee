import { type Kind, type KindSpec, kinds } from "../../compiler/manifest/kinds.ts";
import { oauthRoot } from "../../compiler/manifest/oauth.ts";
import { type KeyShape, type RecordShape, record, type Shape } from "../../compiler/manifest/shape.ts";
import { configShape } from "../../compiler/project/config/config.ts";
import { blocks, bullet, code, generated } from "./markdown.ts";
import { taken } from "./shapes.ts";

/** What is written out already: declarations that several places share, by where they stand in the page, and hints. */
interface Written {
  readonly keys: Map<KeyShape, string>;
  readonly elsewhere: Set<string>;
}

/** The page of all keys of manifests, and of `imlc.json`. */
export function directivesPage(): string {
  const written: Written = { keys: new Map(), elsewhere: new Set() };
  return blocks(
    generated,
    "# Directives",
    "A template is a text with or without `{{…}}`; which variables it may read is told [by stage](keywords.md#variables-by-what-is-at-hand). A scalar is a text, a number, `true`, `false` or `null`. What stands in a base holds for all requests but those of connections, too.",
    ...(Object.keys(kinds) as Kind[])
      .filter((kind) => (kinds[kind].runs && kind !== "listing") || kind === "base")
      .flatMap((kind) =>
        section(`${kind}.iml.json`, `This file holds ${kinds[kind].title}.`, kinds[kind].root, written),
      ),
    ...section(
      "connection.iml.json with OAuth",
      "A connection that has one of these keys names its requests.",
      { ...oauthRoot, elsewhere: {}, fields: { ...oauthRoot.fields, ...keptShort("info", "connection.iml.json") } },
      written,
    ),
    ...(Object.keys(kinds) as Kind[])
      .filter((kind) => !kinds[kind].runs && kind !== "base")
      .flatMap((kind) => checkedSection(kinds[kind], written)),
    ...section("imlc.json", "This file holds what Make keeps elsewhere, or has no word for.", shortConfig(), written),
  );
}

/** The rules stand in a page of their own, and what one webhook may have is what all may have. */
function shortConfig(): RecordShape {
  const { fields } = configShape;
  return { ...configShape, fields: { ...fields, ...withoutKeys("rules"), ...withoutKeys("webhooks") } };
}

function withoutKeys(key: "rules" | "webhooks"): RecordShape["fields"] {
  const declared = configShape.fields[key];
  return declared ? { [key]: { ...declared, shape: record({}) } } : {};
}

/** Keys that are written out already are named only. */
function checkedSection({ title, root }: KindSpec, written: Written): readonly string[] {
  const entries = Object.entries(root.fields);
  const above = entries.filter(([, declared]) => written.keys.has(declared)).map(([key]) => code(key));
  const others = Object.fromEntries(entries.filter(([, declared]) => !written.keys.has(declared)));
  const intro = "This is checked, and imlc does not run it.";
  const heading = title.charAt(0).toUpperCase() + title.slice(1);
  return section(
    heading,
    above.length > 0 ? `${intro} These keys stand above: ${above.join(", ")}.` : intro,
    { ...root, fields: others },
    written,
  );
}

/** A key of the OAuth root whose own keys stand in another section. */
function keptShort(key: "info", heading: string): RecordShape["fields"] {
  const info = oauthRoot.fields[key];
  if (info?.shape.kind !== "requests") return {};
  const doc = `${info.doc} It has the keys of ${code(heading)}.`;
  return { [key]: { doc, shape: { ...info.shape, of: { ...info.shape.of, fields: {} } } } };
}

function section(heading: string, intro: string, root: RecordShape, written: Written): readonly string[] {
  const elsewhere = Object.entries(root.elsewhere ?? {}).map(([key, where]) => bullet(`${code(key)}: ${where}`));
  const unsaid = elsewhere.filter((line) => !written.elsewhere.has(line));
  const lines = keyLines(root, { place: [], of: heading, written });
  for (const line of unsaid) written.elsewhere.add(line);
  return [`## ${heading}`, intro, lines.join("\n"), unsaid.length > 0 ? `Not here:\n\n${unsaid.join("\n")}` : ""];
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
    case "constant":
      return undefined;
  }
}
