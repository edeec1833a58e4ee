import type { Diagnostic, Parsed } from "../../grammar/diagnostic.ts";
import { type CollectionType, type Type, t } from "../../language/types.ts";
import { analyze, parseManifest } from "../analyze.ts";
import type { Known } from "../check/check.ts";
import { bundleType } from "../parameters/collection.ts";
import { checkSamples } from "../payload/check-samples.ts";
import type { EndpointFiles, ModuleFiles, RpcFiles } from "./components.ts";
import { type Context, connectionType, surroundings } from "./context.ts";
import { checkTrigger, emittedBy } from "./emitted.ts";
import type { EndpointAnalysis, ModuleAnalysis, RpcAnalysis, WebhookAnalysis } from "./facts.ts";
import { enteredType, readLists } from "./lists.ts";
import { findingsOf } from "./not-run.ts";
import { moduleKind } from "./sources.ts";

/** Analyses a module; an instant trigger reads what its webhook gives. */
export function analyzeModule(
  files: ModuleFiles,
  context: Context,
  webhooks: readonly WebhookAnalysis[],
): Parsed<ModuleAnalysis> {
  const { id } = files;
  const webhook = webhooks.find((each) => each.id === files.webhook?.id);
  const entered = readLists([files.parameters, files.expect], "parameters");
  const given = readLists([files.interface], "interface");
  const parameters = enteredType(entered.value, "module", id);
  const [described] = given.value;
  const bundle = described && bundleType(described, `the interface of the module \`${id}\``);
  const emitted = webhook ? emittedBy(webhook) : t.any;
  const connections = [...files.connections, ...(webhook?.files.connections ?? [])];
  const around = surroundings(
    context,
    false,
    new Map([
      ["parameters", parameters],
      ["connection", connectionType(context, connections)],
      ["common", context.common],
      ["webhook", webhook?.saved ?? t.any],
      ["payload", emitted],
    ]),
  );
  const communication = files.communication && analyze(files.communication, moduleKind(files.type), around);
  const epoch = files.epoch && analyze(files.epoch, "epoch", around);
  return {
    value: { id, files, communication, parameters, lists: [...entered.value, ...given.value], epoch, bundle },
    diagnostics: [
      ...entered.diagnostics,
      ...given.diagnostics,
      ...findingsOf(communication, false),
      ...findingsOf(epoch, false),
      ...(webhook && bundle ? checkTrigger(id, communication, webhook, emitted, bundle) : []),
      ...samplesFindings(files, bundle),
    ],
  };
}

function samplesFindings({ samples }: ModuleFiles, bundle: CollectionType | undefined): readonly Diagnostic[] {
  if (!samples) return [];
  const { json, diagnostics } = parseManifest(samples);
  return [...diagnostics, ...(bundle ? checkSamples(samples, json, bundle) : [])];
}

/** Analyses an RPC; its parameters are those of whoever calls it, beside its own. */
export function analyzeRpc(files: RpcFiles, context: Context): Parsed<RpcAnalysis> {
  return analyzeCall(files, "rpc", context, t.any);
}

/** Analyses an endpoint. */
export function analyzeEndpoint(files: EndpointFiles, context: Context): Parsed<EndpointAnalysis> {
  const output = readLists([files.output], "interface");
  const { value, diagnostics } = analyzeCall(files, "endpoint", context, undefined);
  return {
    value: { ...value, files, lists: [...value.lists, ...output.value] },
    diagnostics: [...diagnostics, ...output.diagnostics],
  };
}

/** A request beside the modules. `parameters` is what its templates read by that name, if it is not what its own list says. */
function analyzeCall<F extends RpcFiles>(
  files: F,
  kind: "rpc" | "endpoint",
  context: Context,
  parameters: Type | undefined,
) {
  const lists = readLists([files.parameters], "parameters");
  const entered = enteredType(lists.value, kind, files.id);
  const known: Known = new Map([
    ["parameters", parameters ?? entered],
    ["connection", connectionType(context, files.connections)],
    ["common", context.common],
  ]);
  const communication = files.communication && analyze(files.communication, kind, surroundings(context, false, known));
  return {
    value: { id: files.id, files, communication, parameters: entered, lists: lists.value },
    diagnostics: [...lists.diagnostics, ...findingsOf(communication, false)],
  };
}
