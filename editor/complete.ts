import { parseManifest } from "../compiler/analyze.ts";
import { joinPath, splitPath } from "../compiler/project/files.ts";
import type { Completion } from "./answers.ts";
import { completeExpression } from "./complete-expression.ts";
import { completeKey, completeValue } from "./complete-json.ts";
import { type JsonPath, jsonPlaceAt, type Written } from "./json-place.ts";
import { evaluatedAt, roleOf, rootShape } from "./parts.ts";
import { shapeAt } from "./shapes.ts";
import { asSnippet } from "./snippet.ts";
import { templatePlaceAt } from "./template-place.ts";
import type { FileInApp } from "./workspace.ts";

/** What may stand at an offset of a file; nothing where nothing is declared. */
export function complete(file: FileInApp, offset: number): readonly Completion[] {
  const { source } = file;
  if (roleOf(file) === "code") return [];
  const place = jsonPlaceAt(source.text, offset);
  if (place.kind === "nowhere") return [];
  const root = rootShape(file, parseManifest(source).json);
  if (place.kind === "key") return completeKey(place, root, source.text);
  const { written, path } = place;
  const template = written.string && templatePlaceAt(source, written.span, offset);
  if (template) return completeExpression(file, template, evaluatedAt(file, written.span.start));
  const isText = written.string && source.text.slice(written.span.start, offset).includes("{{");
  const shape = shapeAt(root, path);
  return isText ? [] : [...completeValue(written, shape, source.text), ...fileNames(file, path, written)];
}

/** The files that a webhook may name as its samples or its schema. */
function fileNames(file: FileInApp, path: JsonPath, written: Written): readonly Completion[] {
  const { files, source } = file;
  const at = path.indexOf("payload");
  const key = path[at + 1];
  if (at < 0 || roleOf(file) !== "config" || (key !== "samples" && key !== "schema")) return [];
  const { folder } = splitPath(source.uri);
  const under = (path: string): readonly string[] =>
    (files.list(joinPath(folder, path)) ?? []).flatMap((name) => {
      if (name.endsWith("/")) return path === "." && !/^(?:\.|node_modules)/.test(name) ? under(name.slice(0, -1)) : [];
      return /(?<!^imlc|\.iml)\.json$/.test(name) ? [path === "." ? name : `${path}/${name}`] : [];
    });
  return under(".").map((name) => {
    const json = JSON.stringify(`./${name}`);
    return { kind: "file", label: `./${name}`, detail: "", doc: "", snippet: asSnippet(json), span: written.span };
  });
}
