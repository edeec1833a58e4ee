import type { Parsed } from "../../grammar/diagnostic.ts";
import { type Type, t } from "../../language/types.ts";
import { type Analysis, analyzeParsed, parseManifest, type Surroundings } from "../analyze.ts";
import { laidOver, writtenType } from "../check/written.ts";
import { commonType } from "./common.ts";
import type { ConnectionFiles } from "./components.ts";
import type { ConnectionAnalysis } from "./facts.ts";
import { joined } from "./joined.ts";
import { enteredType, readLists } from "./lists.ts";
import { findingsOf } from "./not-run.ts";
import { savedBy, savedKeys, savingUnits } from "./saved.ts";

/** Analyses a connection; what its parameters and its requests keep lies in one store, whatever a template calls it. */
export function analyzeConnection(
  files: ConnectionFiles,
  isRun: boolean,
  around: Surroundings,
  common: Type,
): Parsed<ConnectionAnalysis> {
  const { id, parameters: source } = files;
  const lists = readLists([source], "connection");
  const parameters = enteredType(lists.value, "connection", id);
  const origin = `the connection \`${id}\`: its parameters, and what its requests save`;
  const parsed = files.communication && parseManifest(files.communication);
  const own = joined([parameters, reserved, ...savedKeys(parsed?.json)], origin);
  const all = files.common ? withCommon(common, commonType(files.common)) : common;
  const analyzed = (store: Type) =>
    parsed &&
    analyzeParsed(parsed, "connection", {
      ...around,
      known: new Map([...["parameters", "connection", "data"].map((name) => [name, store] as const), ["common", all]]),
    });
  // Any step may read what any other has saved, at the latest when it runs again: types are known after all were looked at.
  const first = analyzed(own);
  const entered = joined([parameters, reserved], origin);
  const communication =
    first && isSound(first) ? analyzed(joined([own, laidOver(entered, writtenBy(first))], origin)) : first;
  const data = communication && isSound(communication) ? joined([own, ...savedBy(communication)], origin) : t.any;
  return {
    value: { id, files, communication, parameters, lists: lists.value, data, isRun },
    diagnostics: [...lists.diagnostics, ...findingsOf(communication, isRun)],
  };
}

/** Of an app whose common data is kept elsewhere, the connection's own says what is usual, not what there is. */
function withCommon(common: Type, own: Type): Type {
  if (common.kind === "any" && own.kind === "collection") return { ...own, open: true };
  return joined([common, own], "the common data of the app and of the connection");
}

/** What Make itself adds to the parameters of a connection. */
const reserved: Type = {
  kind: "collection",
  fields: new Map(["accountName", "teamID"].map((name) => [name, { type: t.any, optional: true }])),
  open: false,
};

/** What the requests save, whichever of them has saved it last. */
function writtenBy({ program, results }: Analysis): Type {
  return writtenType(savingUnits(program), results, "");
}

function isSound({ diagnostics, source }: Analysis): boolean {
  return !diagnostics.some(({ severity, uri }) => severity === "error" && uri === source.uri);
}
