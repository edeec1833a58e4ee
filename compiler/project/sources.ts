import type { Source } from "../../grammar/source.ts";
import type { Kind } from "../manifest/kinds.ts";
import type { App, AppParts } from "./app.ts";
import type { ModuleType } from "./components.ts";

/** A file with directives, and which kind of manifest it is. */
export interface ManifestFile {
  readonly source: Source;
  readonly kind: Kind;
}

/** The files of an app that hold directives. */
export function manifestsOf({
  webhooks,
  connections,
  modules,
  rpcs,
  endpoints,
  base,
}: AppParts): readonly ManifestFile[] {
  const files: readonly (readonly [Kind, Source | undefined])[] = [
    ["base", base],
    ...connections.map(({ communication }) => ["connection", communication] as const),
    ...webhooks.flatMap(({ communication, attach, detach, update }) => [
      ["webhook" as const, communication] as const,
      ["attach" as const, attach] as const,
      ["detach" as const, detach] as const,
      ["update" as const, update] as const,
    ]),
    ...rpcs.map(({ communication }) => ["rpc", communication] as const),
    ...endpoints.map(({ communication }) => ["endpoint", communication] as const),
    ...modules.flatMap(({ type, communication, epoch }) => [
      [moduleKind(type), communication] as const,
      ["epoch" as const, epoch] as const,
    ]),
  ];
  return files.flatMap(([kind, source]) => (source ? [{ source, kind }] : []));
}

/** All files of an app that were read, `imlc.json` among them. */
export function sourcesOf(app: App): readonly Source[] {
  return [...partSources(app), ...(app.config ? [app.config] : [])];
}

/** The files of an app that its layout names. */
export function partSources(app: AppParts): readonly Source[] {
  return [
    ...manifestsOf(app).map(({ source }) => source),
    ...[...app.webhooks, ...app.connections, ...app.rpcs, ...app.endpoints].map(({ parameters }) => parameters),
    ...app.connections.map(({ common }) => common),
    ...app.endpoints.map(({ output }) => output),
    ...app.modules.flatMap((module) => [module.parameters, module.expect, module.interface, module.samples]),
    ...app.metadata,
    ...app.plain,
    ...app.functions.flatMap(({ code, test }) => [code, test]),
    app.common,
  ].filter((source) => source !== undefined);
}

/** The kind of manifest that the communication of a module is. */
export function moduleKind(type: ModuleType | undefined): Kind {
  switch (type) {
    case "trigger":
      return "trigger";
    case "instant_trigger":
      return "instant-trigger";
    case "responder":
      return "responder";
    case "action":
    case "search":
    case "universal":
    case undefined:
      return "module";
  }
}
