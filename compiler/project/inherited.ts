import type { JsonNode } from "../../grammar/json/ast.ts";
import { valueAt } from "../../grammar/json/members.ts";
import type { Source } from "../../grammar/source.ts";
import { type Type, t, union } from "../../language/types.ts";
import { type ParsedManifest, parseManifest } from "../analyze.ts";
import type { Known } from "../check/check.ts";
import { type Kind, kinds } from "../manifest/kinds.ts";
import { isEmpty } from "../manifest/root.ts";
import type { App } from "./app.ts";
import { listingOf } from "./config/listing.ts";
import type { ConnectionAnalysis } from "./facts.ts";
import { joined } from "./joined.ts";
import { enteredType, readLists } from "./lists.ts";
import { keysOf } from "./saved.ts";
import { moduleKind } from "./sources.ts";

/** What is known of variables in the base, whose templates are read by every component that it is laid under. */
export function inheritedBy(
  app: App,
  connections: readonly ConnectionAnalysis[],
  common: Type,
  configFile: ParsedManifest | undefined,
): Known {
  const heirs = heirsIn(app, configFile);
  const used = inUse(app, connections).map(({ data }) => data);
  const entered = heirs.map(({ parameters }) => parameters);
  return new Map([
    ["connection", anyOf(used, "any connection that components of this app have")],
    ["common", common],
    ["parameters", anyOf(entered, "the parameters of any component that inherits the base")],
    ["temp", heirs.length > 0 ? keptIn(app.base, heirs) : t.any],
  ]);
}

/** A component that inherits the base: its requests, and what its users enter. */
interface Heir {
  readonly manifests: readonly ParsedManifest[];
  readonly parameters: Type;
}

function heirsIn({ webhooks, modules, rpcs, endpoints }: App, configFile: ParsedManifest | undefined): readonly Heir[] {
  const all: readonly Heir[] = [
    ...webhooks.map(({ id, attach, detach, update, parameters }) => {
      const listing = listingOf(configFile, id);
      return {
        manifests: [...parsed("attach", attach, detach, update), ...(listing ? [listing] : [])],
        parameters: entered([parameters], "webhook", id),
      };
    }),
    ...modules.map(({ id, type, communication, epoch, parameters, expect }) => ({
      manifests: [...parsed(moduleKind(type), communication), ...parsed("epoch", epoch)],
      parameters: entered([parameters, expect], "module", id),
    })),
    ...rpcs.map(({ communication }) => ({ manifests: parsed("rpc", communication), parameters: t.any })),
    ...endpoints.map(({ id, communication, parameters }) => ({
      manifests: parsed("endpoint", communication),
      parameters: entered([parameters], "endpoint", id),
    })),
  ];
  return all.filter(({ manifests }) => manifests.length > 0);
}

/** Those manifests that inherit; what declares nothing does not. */
function parsed(kind: Kind, ...sources: readonly (Source | undefined)[]): readonly ParsedManifest[] {
  if (!kinds[kind].inherits) return [];
  const read = sources.flatMap((source) => (source ? [parseManifest(source)] : []));
  return read.filter((manifest) => isBroken(manifest) || (manifest.json && !isEmpty(manifest.json)));
}

function entered(sources: readonly (Source | undefined)[], component: string, id: string): Type {
  return enteredType(readLists(sources, "parameters").value, component, id);
}

/** `temp`, which the base and all that inherits it may write. */
function keptIn(base: Source | undefined, heirs: readonly Heir[]): Type {
  const manifests = [...(base ? [parseManifest(base)] : []), ...heirs.flatMap((heir) => heir.manifests)];
  if (manifests.some(isBroken)) return t.any;
  return joined(
    manifests.flatMap(({ json }) => tempKeys(json)),
    "`temp`; neither the base nor what inherits it writes it",
  );
}

/** What a manifest may keep in `temp`, while only the keys are known. */
function tempKeys(json: JsonNode | undefined): readonly Type[] {
  if (json?.kind === "array") return json.items.flatMap(tempKeys);
  const written = [valueAt(json, "temp"), valueAt(valueAt(json, "response"), "temp")];
  return written.flatMap((temp) => (temp ? [keysOf(temp)] : []));
}

function isBroken({ diagnostics }: ParsedManifest): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** The connections that some component names; where none is named, all. */
function inUse(app: App, connections: readonly ConnectionAnalysis[]): readonly ConnectionAnalysis[] {
  const heirs = [...app.webhooks, ...app.modules, ...app.rpcs, ...app.endpoints];
  const named = new Set(heirs.flatMap((heir) => heir.connections.map(({ id }) => id)));
  const used = connections.filter(({ id }) => named.has(id));
  return used.length > 0 ? used : connections;
}

/** One of several; what none of them has is missing in `origin`. Of none nothing is known. */
function anyOf(types: readonly Type[], origin: string): Type {
  const [only, ...others] = types;
  if (!only) return t.any;
  if (others.length === 0) return only;
  const named = types.map((type) => (type.kind === "collection" && !type.open ? { ...type, origin } : type));
  return union(...named);
}
