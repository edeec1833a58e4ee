import { placesIn } from "../../compiler/generate/place.ts";
import type { Field, ProjectAnalysis } from "../../compiler/index.ts";
import type { Difference, Sides } from "../../runtime/plan/difference.ts";
import type { Group } from "../../runtime/plan/groups.ts";

/** The group with the places of the very fields that differ, where those of their directives are known. */
export function precisely(group: Group, analyses: Sides<ProjectAnalysis>): Group {
  const { example } = group;
  const places = { old: placeIn(example, "old", analyses), new: placeIn(example, "new", analyses) };
  return { ...group, example: { ...example, places } };
}

function placeIn(
  difference: Difference,
  side: keyof Sides<unknown>,
  analyses: Sides<ProjectAnalysis>,
): string | undefined {
  const known = difference.places[side];
  const steps = stepsOf(difference);
  const { apps, texts } = analyses[side];
  const [only, ...more] = apps;
  const app = more.length === 0 ? only : apps.find(({ id }) => id === difference.app);
  const program = app?.webhooks.find(({ id }) => id === difference.webhook)?.communication?.program;
  const unit = program?.units.find(({ path }) => path.join(".") === difference.unit);
  if (known === undefined || app === undefined || unit === undefined) return known;
  const { uri, span } = fieldAt(unit.field, steps);
  return placesIn(app.folder, texts).of(uri, span);
}

/** What leads from the directive to what differs. */
function stepsOf({ kind, path }: Difference): readonly string[] {
  switch (kind) {
    case "status":
      return ["status"];
    case "header":
      return path[0] === "content-type" ? ["type"] : ["headers", ...path];
    case "body":
      return ["body", ...path];
    case "bundle":
      return path;
    case "webhook":
    case "signature":
    case "failure":
    case "handshake":
    case "condition":
    case "items":
    case "order":
    case "platform":
    case "uid":
    case "dedupe":
    case "duplicate":
    case "delivery":
      return [];
  }
}

/** The field that the steps lead to, as far as they can be followed. */
function fieldAt(field: Field, [step, ...steps]: readonly string[]): Field {
  if (step === undefined || field.kind !== "object") return field;
  const entry = field.entries.find((one) => one.kind === "entry" && one.key.toLowerCase() === step.toLowerCase());
  return entry === undefined ? field : fieldAt(entry.value, steps);
}
