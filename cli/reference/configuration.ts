import { type KeyShape, type RecordShape, record } from "../../compiler/manifest/shape.ts";
import { configShape } from "../../compiler/project/config/config.ts";
import { directiveSections } from "./directives.ts";
import { keyLines, nothingWritten, type Written } from "./keys.ts";
import { blocks, code, codeBlock, generated, table } from "./markdown.ts";
import { taken } from "./shapes.ts";

/** The page of all keys of `imlc.json`. */
export function configurationPage(): string {
  const written = nothingWritten();
  // What the page of the directives writes out is referred to.
  directiveSections(written);
  return blocks(
    generated,
    "# Configuration",
    "`imlc.json` holds what Make keeps elsewhere, or has no word for. It lies beside the manifests of an app. `imlc config print` shows what holds, and where each setting is from. Keys that are said to be as those of a manifest are told [there](directives.md).",
    "An editor completes and checks the file if it knows [its JSON Schema](imlc.schema.json):",
    codeBlock("json imlc.json", JSON.stringify({ $schema: "./imlc.schema.json", deliver: { timeout: 30 } }, null, 2)),
    table(
      ["key", "says"],
      Object.entries(configShape.fields).map(([key, { doc }]) => [code(key), doc]),
    ),
    ...Object.entries(configShape.fields).flatMap(([key, declared]) => section(key, declared, written)),
  );
}

/** The rules stand in a page of their own, and what one webhook may have is what all may have. */
const elsewhere: Readonly<Record<string, string>> = {
  rules: "The codes are told in [diagnostics](diagnostics.md).",
  webhooks: "The keys are those of [`webhook`](#webhook).",
};

function section(key: string, { doc, shape }: KeyShape, written: Written): readonly string[] {
  const keys: RecordShape = shape.kind === "record" && elsewhere[key] === undefined ? shape : record({});
  const lines = keyLines(keys, { place: [key], of: "imlc.json", written });
  return [`## ${code(key)}`, [doc, taken(shape), elsewhere[key] ?? ""].join(" ").trim(), unindented(lines).join("\n")];
}

/** A section is about the object that holds the keys, so they need not stand below it. */
function unindented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/^ {2}/, ""));
}
