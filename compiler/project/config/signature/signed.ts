import type { SignedPart } from "../../../../language/signatures/scheme.ts";
import { pathOf } from "../../../lint/paths.ts";
import type { ExpressionField, Field } from "../../../program.ts";

/** The names that the template of what is signed may read. */
export const signedVariables: ReadonlySet<string> = new Set(["rawBody", "url", "method", "timestamp", "headers"]);

/** What a template of what is signed comes to; undefined for a hole that is none of its variables. */
export function signedParts(template: Field): readonly (SignedPart | undefined)[] {
  switch (template.kind) {
    case "constant":
      return [textPart(String(template.value))];
    case "expression":
      return [holePart(template)];
    case "text":
      return template.parts.map((part) => (typeof part === "string" ? textPart(part) : holePart(part)));
    case "array":
    case "object":
      return [undefined];
  }
}

function textPart(text: string): SignedPart {
  return { kind: "text", text };
}

function holePart({ expr }: ExpressionField): SignedPart | undefined {
  if (expr.kind === "variable") return plainPart(expr.name);
  const path = pathOf(expr);
  const [name, ...deeper] = path?.steps ?? [];
  if (path?.root !== "headers" || name === undefined || deeper.length > 0) return undefined;
  return { kind: "header", name: name.toLowerCase() };
}

/** Here `timestamp` is what the request says, and not the keyword for the present time. */
function plainPart(name: string): SignedPart | undefined {
  if (name === "url") return { kind: "url", decoded: "" };
  return name === "rawBody" || name === "method" || name === "timestamp" ? { kind: name } : undefined;
}
