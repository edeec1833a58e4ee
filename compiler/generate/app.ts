import type { Analysis } from "../analyze.ts";
import { type CustomFunctions, rowsOf } from "../functions/read.ts";
import type { AppAnalysis } from "../project/analyze.ts";
import type { WebhookConfig } from "../project/config.ts";
import { attachTypes, webhookTypes } from "./handler-types.ts";
import { type ModuleModel, moduleModel } from "./model.ts";
import { placesIn } from "./place.ts";
import type { TypeDeclaration } from "./type.ts";

/** An app as data: its modules, and how they belong together. */
export interface AppModel {
  readonly id: string;
  readonly folder: string;
  readonly webhooks: readonly WebhookModel[];
  readonly connections: readonly { readonly id: string; readonly communication: FileModel }[];
  readonly functions: CustomFunctions;
}

export interface WebhookModel {
  readonly id: string;
  readonly communication: FileModel;
  readonly attach: FileModel | undefined;
  readonly detach: FileModel | undefined;
  readonly settings: Settings;
}

/** What `imlc.json` tells the runtime. */
export type Settings = Pick<WebhookConfig, "timezone" | "lateMatch" | "dedupeWindow">;

/** One module of an app. */
export interface FileModel {
  /** Its name below the app's folder of generated modules, without an ending. */
  readonly path: string;
  /** The manifest that it is made from. */
  readonly source: string;
  readonly contract: Contract;
  readonly module: ModuleModel;
  /** The types that those who use the module's handlers may want. */
  readonly types: readonly TypeDeclaration[];
}

export type Contract = "Webhook" | "Procedure<AttachScope>" | "Procedure<DetachScope>" | "Procedure<ConnectionScope>";

/** What an app without errors compiles to; `texts` holds its manifests by their paths. */
export function appModel(
  { id, folder, webhooks, connections, functions }: AppAnalysis,
  texts: ReadonlyMap<string, string>,
): AppModel {
  const places = placesIn(folder, texts);
  const custom = rowsOf(functions);
  const file = (
    analysis: Analysis | undefined,
    path: string,
    contract: Contract,
    types: readonly TypeDeclaration[] = [],
  ): FileModel | undefined => {
    const program = analysis?.program;
    if (!program || program.units.length === 0) return undefined;
    return { path, source: program.source.uri, contract, module: moduleModel(program, places, custom), types };
  };
  const served = webhooks.filter(({ shared }) => shared);
  const run = connections.filter(({ isRun }) => isRun);
  return {
    id,
    folder,
    webhooks: served.flatMap((analysis) => {
      const { id, communication, attach, detach, config } = analysis;
      const under = served.length === 1 ? "" : `${id}/`;
      const webhook = file(communication, `${under}webhook`, "Webhook", webhookTypes(analysis, places));
      if (!webhook) return [];
      const { timezone, lateMatch, dedupeWindow } = config;
      return [
        {
          id,
          communication: webhook,
          attach: file(attach, `${under}attach`, "Procedure<AttachScope>", attachTypes(attach, places)),
          detach: file(detach, `${under}detach`, "Procedure<DetachScope>"),
          settings: { timezone, lateMatch, dedupeWindow },
        },
      ];
    }),
    connections: run.flatMap(({ id, communication }) => {
      const path = run.length === 1 ? "connection" : `connections/${id}`;
      const connection = file(communication, path, "Procedure<ConnectionScope>");
      return connection ? [{ id, communication: connection }] : [];
    }),
    functions,
  };
}

/** All modules of an app. */
export function filesOf({ webhooks, connections }: AppModel): readonly FileModel[] {
  return [
    ...webhooks.flatMap(({ communication, attach, detach }) => [communication, attach, detach]),
    ...connections.map(({ communication }) => communication),
  ].filter((file) => file !== undefined);
}
