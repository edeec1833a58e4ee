import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Type } from "../../language/types.ts";
import type { Shape } from "./shape.ts";

/** What a JSON value is, in a sentence that says that it does not fit. */
export function isWritten(json: JsonNode): string {
  switch (json.kind) {
    case "object":
      return "an object";
    case "array":
      return "a list";
    case "string":
      return "a text";
    case "number":
      return "a number";
    case "literal":
      return `\`${json.value}\``;
  }
}

/** What a shape takes, in the same sentence. */
export function takes(shape: Shape): string {
  switch (shape.kind) {
    case "template":
      return `${constants(shape.want)}a template`;
    case "choice":
      return `one of ${oneOf(shape.choices)}`;
    case "record":
    case "map":
      return "an object";
    case "list":
      return "a list";
    case "either":
      return `${takes(shape.short)}, or ${takes(shape.long)}`;
    case "requests":
      return "an object, or a list of objects";
    case "constant":
      return shape.of === "boolean" ? "`true` or `false`" : `a ${shape.of}`;
    case "anything":
    case "data":
      return "anything";
    case "unrun":
      return takes(shape.of);
  }
}

/** Some texts, one after the other: `` `a`, `b` ``. */
export function oneOf(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(", ");
}

function constants(want: Type): string {
  switch (want.kind) {
    case "boolean":
      return "`true`, `false` or ";
    case "number":
    case "date":
      return "a number or ";
    case "text":
      return "a text or ";
    case "any":
      return "a text, a number, `true`, `false`, `null` or ";
    case "undefined":
    case "null":
    case "buffer":
    case "array":
    case "collection":
    case "union":
      return "";
  }
}
