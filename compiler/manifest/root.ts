import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Field, Section } from "../program.ts";
import type { UnitSpec } from "./directive.ts";
import { type Kind, kinds } from "./kinds.ts";
import { namesStep, oauthRoot, oauthUnits } from "./oauth.ts";
import type { Reading } from "./reading.ts";
import { requests } from "./shape.ts";
import { readShape } from "./structure.ts";

/** How the directives of a manifest are laid out in it. */
export type Layout = "object" | "requests" | "steps";

/** The layout of a manifest: an OAuth connection is told by its keys. */
export function layoutOf(json: JsonNode | undefined, kind: Kind): Layout {
  if (kind === "connection" && isOauth(json)) return "steps";
  return kinds[kind].lists ? "requests" : "object";
}

/** What a manifest holds; undefined if it declares nothing. */
export function readRoot(json: JsonNode, kind: Kind, layout: Layout, reading: Reading): Field | undefined {
  if (kind !== "webhook" && isEmpty(json)) return undefined;
  const { root } = kinds[kind];
  switch (layout) {
    case "object":
      return readShape(json, root, reading);
    case "requests":
      return readShape(json, requests(root), reading);
    case "steps":
      return readShape(json, oauthRoot, reading);
  }
}

/** The objects of directives in what was read. */
export function sectionsIn(field: Field, layout: Layout, path: readonly string[] = []): readonly Section[] {
  switch (field.kind) {
    case "object":
      if (layout !== "steps" || path.length > 0) return [{ path, field }];
      return field.entries.flatMap((entry) =>
        entry.kind === "entry" ? sectionsIn(entry.value, layout, [entry.key]) : [],
      );
    case "array":
      return field.items.flatMap((item, index) => sectionsIn(item, layout, [...path, String(index + 1)]));
    case "constant":
    case "expression":
    case "text":
      return [];
  }
}

/** The object of directives that a path leads into: where it stands, and what units come of it. */
export function sectionAt(path: readonly string[], kind: Kind, layout: Layout): SectionSpec {
  const [step = ""] = path;
  const before = layout === "steps" ? 1 : 0;
  const depth = layout !== "object" && /^\d+$/.test(path[before] ?? "") ? before + 1 : before;
  const units = layout === "steps" ? (oauthUnits.get(step) ?? []) : kinds[kind].units;
  return { path: path.slice(0, depth), units, runs: kinds[kind].runs };
}

/** What is declared of an object of directives. */
export interface SectionSpec {
  readonly path: readonly string[];
  readonly units: readonly UnitSpec[];
  readonly runs: boolean;
}

/** Whether the manifest of a connection has its requests under the steps of OAuth. */
export function isOauth(json: JsonNode | undefined): boolean {
  return json?.kind === "object" && json.members.some(({ key }) => namesStep(key.decoded.text));
}

/** Whether a manifest declares nothing: `{}`, `[]`. */
export function isEmpty(json: JsonNode): boolean {
  if (json.kind === "object") return json.members.length === 0;
  return json.kind === "array" && json.items.every(isEmpty);
}
