import type { ObjectField } from "../program.ts";
import { ignoredDirective, notRun } from "./diagnostics.ts";
import { baseUrl } from "./directives/request.ts";
import { type Kind, kinds } from "./kinds.ts";
import type { Manifest } from "./read.ts";
import type { Reading } from "./reading.ts";
import { readRecord } from "./structure.ts";
import { isVariableAt } from "./units.ts";

/**
 * What a component inherits of the base. What is wrong with the base is reported where the base itself is read; here it
 * is only said what of it is not run, for that depends on the component.
 */
export function readBelow({ source, json }: Manifest, kind: Kind, reading: Reading): ObjectField | undefined {
  if (json?.kind !== "object") return undefined;
  const { root, units } = kinds[kind];
  const inBase: Reading = {
    ...reading,
    uri: source.uri,
    isVariableAt: (path) => isVariableAt(path, units),
    diagnostics: [],
  };
  const below = readRecord(json, { ...root, fields: { ...root.fields, baseUrl } }, inBase);
  const codes = [notRun.spec.code, ignoredDirective.spec.code];
  reading.diagnostics.push(...inBase.diagnostics.filter(({ code }) => codes.includes(code)));
  return below;
}
