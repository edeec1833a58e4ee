import type { KeyShape, Shape } from "../compiler/manifest/shape.ts";
import type { Completion } from "./answers.ts";
import type { JsonPlace, Written } from "./json-place.ts";
import { fieldsOf, objectShape, shapeAt } from "./shapes.ts";
import { asSnippet } from "./snippet.ts";

/** The keys that may stand at a place, but for those that its object has. */
export function completeKey(
  { path, written, others }: Extract<JsonPlace, { kind: "key" }>,
  root: Shape | undefined,
  text: string,
): readonly Completion[] {
  const object = objectShape(shapeAt(root, path));
  if (!object) return [];
  const isThere = (key: string): boolean =>
    others.some((other) => other === key || (object.kind === "map" && other.toLowerCase() === key));
  const behind = text.slice(written.span.end);
  const hasColon = /^\s*:/.test(behind);
  const comma = /^\s*"/.test(behind) ? "," : "";
  return Object.entries(fieldsOf(object))
    .filter(([key]) => !isThere(key))
    .map(([key, declared]) => {
      const quoted = asSnippet(JSON.stringify(key));
      const snippet = hasColon ? quoted : `${quoted}: ${firstValue(declared.shape)}${comma}`;
      const detail = declared.required ? "required" : "";
      return { kind: "key", label: key, detail, doc: keyDoc(declared), snippet, span: written.span };
    });
}

/** What is said of a key, as Markdown. */
export function keyDoc({ doc, default: otherwise }: KeyShape): string {
  return otherwise === undefined ? doc : `${doc}\n\nDefault: ${otherwise}`;
}

/** The values that may stand at a place, as far as they can be listed. */
export function completeValue(written: Written, shape: Shape | undefined, text: string): readonly Completion[] {
  // A number is not the beginning of anything.
  if (!written.string && /^[-\d]/.test(text.slice(written.span.start, written.span.end))) return [];
  return valuesOf(shape)
    .filter(({ json }) => !written.string || json.startsWith('"'))
    .map(({ json, snippet = asSnippet(json), label = json.replace(/^"|"$/g, ""), doc = "" }) => {
      return { kind: "value", label, detail: "", doc, snippet, span: written.span };
    });
}

interface Value {
  readonly json: string;
  readonly snippet?: string;
  readonly label?: string;
  readonly doc?: string;
}

function valuesOf(shape: Shape | undefined): readonly Value[] {
  switch (shape?.kind) {
    case "choice":
      return shape.choices.map((each) => ({ json: JSON.stringify(each) }));
    case "constant":
      return shape.of === "boolean" ? truths : [];
    case "template":
      return [...(shape.want.kind === "boolean" ? truths : []), ...(shape.usual ?? []).map(usualText), expression];
    case "either":
      return [...valuesOf(shape.short), ...valuesOf(shape.long)];
    case "record":
    case "map":
      return [{ json: "{}", snippet: "{$1\\}", label: "{…}", doc: "An object." }];
    case "list":
      return [{ json: "[]", snippet: "[$1]", label: "[…]", doc: "A list." }];
    case "requests":
      return [...valuesOf(shape.of), { json: "[]", snippet: "[{$1\\}]", label: "[{…}]", doc: "Several requests." }];
    case "anything":
      return [expression];
    case "unrun":
      return valuesOf(shape.of);
    case "data":
    case undefined:
      return [];
  }
}

/** A text with the cursor where an expression goes. */
function usualText(text: string): Value {
  const json = JSON.stringify(text);
  return { json, snippet: asSnippet(json).replace(hole, "{{$$1\\}\\}"), label: text.replace("{{}}", "{{…}}") };
}

const hole = asSnippet("{{}}");

const truths: readonly Value[] = [{ json: "true" }, { json: "false" }];
const expression: Value = { json: '"{{}}"', snippet: '"{{$1\\}\\}"', label: "{{…}}", doc: "An expression." };

/** The value that is written with a new key, as a snippet. */
function firstValue(shape: Shape): string {
  switch (shape.kind) {
    case "choice":
      return firstText(shape.choices);
    case "constant":
      return shape.of === "text" ? '"$1"' : "$1";
    case "template":
      if (shape.usual) return firstText(shape.usual);
      if (shape.want.kind === "number") return "$1";
      return shape.encode === "url" ? '"$1"' : '"{{$1\\}\\}"';
    case "either":
      return firstValue(shape.short);
    case "record":
    case "map":
    case "requests":
      return "{$1\\}";
    case "list":
      return "[$1]";
    case "unrun":
      return firstValue(shape.of);
    case "anything":
    case "data":
      return "$1";
  }
}

/** One of some texts; where an expression is a part of them, the first. */
function firstText(texts: readonly string[]): string {
  const [first] = texts;
  if (first === undefined) return '"$1"';
  if (texts.some((text) => text.includes("{{}}"))) return usualText(first).snippet ?? "";
  return `"\${1|${texts.map(asChoice).join(",")}|}"`;
}

function asChoice(text: string): string {
  return text.replace(/[\\$},|]/g, "\\$&");
}
