import type { Diagnostic, Severity } from "../../grammar/diagnostic.ts";
import { catalogue } from "../catalogue.ts";
import { fixedChoice, type KeyShape, type RecordShape, record } from "../manifest/shape.ts";
import type { Field } from "../program.ts";
import { rules } from "./rules.ts";

/** What the findings of a rule count as, by its code; a rule that is not named counts as it was declared. */
export type Levels = ReadonlyMap<string, Level>;

export type Level = Severity | "off";

const levels: readonly Level[] = ["off", "hint", "warning", "error"];

const codes = rules.map(({ diagnostic }) => diagnostic.spec.code);

/** What `rules` of `imlc.json` may hold: a level for each rule. */
export const rulesShape: RecordShape = record(
  Object.fromEntries(
    rules.map(({ diagnostic: { spec } }): [string, KeyShape] => [
      spec.code,
      { shape: fixedChoice(levels), doc: spec.doc, default: `\`${spec.severity}\`` },
    ]),
  ),
  {
    elsewhere: Object.fromEntries(
      [...catalogue.keys()]
        .filter((code) => !codes.includes(code))
        .map((code) => [code, "It is no rule: the compiler itself finds this, and it counts as it is."]),
    ),
  },
);

/** The levels that `rules` of `imlc.json` sets. */
export function levelsIn(field: Field | undefined): Levels {
  const entries = field?.kind === "object" ? field.entries : [];
  return new Map(entries.flatMap((entry) => (entry.kind === "entry" ? levelOf(entry.key, entry.value) : [])));
}

/** Findings as they count: those of rules that are off are left out, others have the severity that was set. */
export function withLevels(diagnostics: readonly Diagnostic[], levels: Levels): readonly Diagnostic[] {
  return diagnostics.flatMap((each) => {
    const level = levels.get(each.code);
    if (level === "off") return [];
    return [level === undefined ? each : { ...each, severity: level }];
  });
}

function levelOf(code: string, field: Field): [string, Level][] {
  const level = levels.find((each) => field.kind === "constant" && each === field.value);
  return level ? [[code, level]] : [];
}
