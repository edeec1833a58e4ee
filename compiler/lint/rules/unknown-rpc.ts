import { diagnostic } from "../../../grammar/diagnostic.ts";
import { parseJson } from "../../../grammar/json/parse.ts";
import { didYouMean, nearest } from "../../../language/nearest.ts";
import { changing } from "../../check/renaming.ts";
import type { RpcReference } from "../../parameters/list.ts";
import { rpcReferences } from "../../parameters/references.ts";
import { readRpcs } from "../../parameters/rpc.ts";
import type { ModuleFiles } from "../../project/components.ts";
import { rpcApp } from "../examples.ts";
import { listsOf } from "../rpc-names.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ id: string; nearest: string | undefined }>({
  code: "unknown-rpc",
  severity: "warning",
  message: ({ id, nearest: meant }) =>
    `This app has no RPC \`${id}\`, so nothing can be chosen here.${didYouMean(meant)}`,
  doc: "`rpc://` and the id of a remote procedure of the app (an RPC) ask the service for choices or fields while the user fills in the form.",
  example: { bad: rpcApp(`"rpc://listBoard"`), good: rpcApp(`"rpc://listBoards"`) },
});

/** An RPC that a list of parameters names and that is not there. */
export const unknownRpc = rule({
  diagnostic: found,
  app: (facts) => {
    if (facts.app.layout === "bare") return [];
    const ids = facts.rpcs.map(({ id }) => id);
    const references = [
      ...listsOf(facts).flatMap(rpcReferences),
      ...facts.modules.flatMap(({ files }) => inSamples(files)),
    ];
    const unknown = references.filter(({ id }) => !ids.includes(id));
    return unknown.map(({ id, place }) => {
      const meant = nearest(id, ids);
      // What stands around the id in its text stays.
      const fix = meant === undefined ? {} : changing(place.span, meant, meant);
      return found(place, { id, nearest: meant }, fix);
    });
  },
});

/** The RPC that gives the samples of a module, if it names one in their place. */
function inSamples({ samples }: ModuleFiles): readonly RpcReference[] {
  return samples?.text.trimStart().startsWith('"') ? readRpcs(parseJson(samples).value, samples.uri) : [];
}
