import type { DiagnosticSpec } from "../grammar/diagnostic.ts";
import * as grammar from "../grammar/diagnostics.ts";
import * as check from "./check/diagnostics.ts";
import * as functions from "./functions/diagnostics.ts";
import { rules } from "./lint/rules.ts";
import * as manifest from "./manifest/diagnostics.ts";
import * as parameters from "./parameters/diagnostics.ts";
import * as payload from "./payload/diagnostics.ts";
import * as signature from "./project/config/signature/diagnostics.ts";
import * as project from "./project/diagnostics.ts";
import * as suppress from "./suppress/diagnostics.ts";

/**
 * What is known of each code, but for how its message is made.
 *
 * @example
 * import { type CatalogueEntry, catalogue } from "imlc";
 *
 * const isError = ({ severity }: CatalogueEntry): boolean => severity === "error";
 * console.log([...catalogue.values()].filter(isError).map(({ code }) => code));
 */
export type CatalogueEntry = Omit<DiagnosticSpec<never>, "message">;

/**
 * Every diagnostic that there is, by its code.
 *
 * @example
 * import { catalogue } from "imlc";
 *
 * console.log(catalogue.get("unknown-function")?.doc);
 */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  [
    ...[grammar, manifest, check, functions, parameters, payload, project, signature, suppress].flatMap((module) =>
      Object.values(module),
    ),
    ...rules.map(({ diagnostic }) => diagnostic),
  ]
    .map(({ spec }): [string, CatalogueEntry] => [spec.code, spec])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
