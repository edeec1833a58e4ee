import { type Kind, type KindSpec, kinds } from "../../compiler/manifest/kinds.ts";
import { oauthRoot } from "../../compiler/manifest/oauth.ts";
import type { RecordShape } from "../../compiler/manifest/shape.ts";
import { keyLines, nothingWritten, type Written } from "./keys.ts";
import { blocks, bullet, code, generated } from "./markdown.ts";

/** The page of all keys of manifests. */
export function directivesPage(): string {
  return blocks(
    generated,
    "# Directives",
    "A template is a text with or without `{{…}}`; which variables it may read is told [by stage](keywords.md#variables-by-what-is-at-hand). A scalar is a text, a number, `true`, `false` or `null`. What stands in a base holds for all requests but those of connections, too. The keys of `imlc.json` stand on [a page of their own](configuration.md).",
    ...directiveSections(nothingWritten()),
  );
}

/** The sections of the page, which tell of the declarations that they write out. */
export function directiveSections(written: Written): readonly string[] {
  return [
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
  ];
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
