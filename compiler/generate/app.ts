import type { Value } from "../../language/values.ts";
import type { Analysis } from "../analyze.ts";
import { expressionsIn } from "../fields.ts";
import { type CustomFunctions, rowsOf } from "../functions/read.ts";
import { pathsIn } from "../lint/paths.ts";
import { type OauthStep, oauthSteps } from "../manifest/oauth.ts";
import { isOauth } from "../manifest/root.ts";
import type { AppAnalysis } from "../project/analyze.ts";
import { commonData } from "../project/common.ts";
import type { WebhookConfig } from "../project/config/webhook.ts";
import { scopesIn } from "../project/scopes.ts";
import { attachTypes, webhookTypes } from "./handler-types.ts";
import { type ModuleModel, moduleModel } from "./model.ts";
import { type Places, placesIn } from "./place.ts";
import type { TypeDeclaration } from "./type.ts";

/** An app as data: its modules, and how they belong together. */
export interface AppModel {
  readonly id: string;
  readonly folder: string;
  readonly webhooks: readonly WebhookModel[];
  readonly connections: readonly ConnectionModel[];
  /** The app's common data. */
  readonly common: Value;
  readonly functions: CustomFunctions;
}

export interface ConnectionModel {
  readonly id: string;
  /** Undefined if there is nothing to ask the service. */
  readonly connect: FileModel | undefined;
  /** The other steps of one that gets its token by OAuth. */
  readonly steps: ReadonlyMap<OauthStep, FileModel>;
  /** The OAuth scopes that it asks for. */
  readonly scope: Value;
  /** The connection's own common data. */
  readonly common: Value;
}

export interface WebhookModel {
  readonly id: string;
  readonly communication: FileModel;
  readonly attach: FileModel | undefined;
  readonly detach: FileModel | undefined;
  readonly update: FileModel | undefined;
  readonly listing: FileModel | undefined;
  /** Whether what attach makes at the service depends on the id of the subscription. */
  readonly attachReadsId: boolean;
  readonly settings: Settings;
}

/** What `imlc.json` tells the runtime. */
export type Settings = Pick<WebhookConfig, "signature" | "timezone" | "lateMatch" | "dedupeWindow" | "deadline">;

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

export type Contract =
  | "Webhook"
  | `Procedure<${"Attach" | "Detach" | "Connection" | "OAuth"}Scope>`
  | "Procedure<OAuthScope, CallbackScope>";

/** What an app without errors compiles to; `texts` holds its manifests by their paths, `mark` is what marks code with its places, `count` what counts that it runs. */
export function appModel(
  { id, folder, app, webhooks, connections, functions }: AppAnalysis,
  texts: ReadonlyMap<string, string>,
  mark?: Places["mark"],
  count?: Places["count"],
): AppModel {
  const places = placesIn(folder, texts, mark);
  const custom = rowsOf(functions);
  const file = (
    analysis: Analysis | undefined,
    path: string,
    contract: Contract,
    { types = [], step = [], isTested = true }: FileOptions = {},
  ): FileModel | undefined => {
    const program = analysis?.program;
    if (!program?.units.some((unit) => step.every((name, index) => unit.path[index] === name))) return undefined;
    const module = moduleModel(program, isTested ? { ...places, count } : places, custom, step);
    return { path, source: program.source.uri, contract, module, types };
  };
  const served = webhooks.filter(({ shared }) => shared);
  const run = connections.filter(({ isRun }) => isRun);
  return {
    id,
    folder,
    webhooks: served.flatMap((analysis) => {
      const { id, communication, attach, detach, update, listing, config } = analysis;
      const under = served.length === 1 ? "" : `${id}/`;
      const webhook = file(communication, `${under}webhook`, "Webhook", {
        types: webhookTypes(analysis, places),
      });
      if (!webhook) return [];
      const { signature, timezone, lateMatch, dedupeWindow, deadline } = config;
      return [
        {
          id,
          communication: webhook,
          attach: file(attach, `${under}attach`, "Procedure<AttachScope>", { types: attachTypes(attach, places) }),
          detach: file(detach, `${under}detach`, "Procedure<DetachScope>"),
          update: file(update, `${under}update`, "Procedure<AttachScope>"),
          listing: file(listing, `${under}listing`, "Procedure<AttachScope>", { isTested: false }),
          attachReadsId: readsId(attach),
          settings: { signature, timezone, lateMatch, dedupeWindow, deadline },
        },
      ];
    }),
    connections: run.flatMap(({ id, communication, files }) => {
      const path = run.length === 1 ? "connection" : `connections/${id}`;
      const step = isOauth(communication?.json) ? ["info"] : [];
      const connect = file(communication, path, "Procedure<ConnectionScope>", { step });
      const steps = oauthSteps
        .filter((name) => name !== "info")
        .flatMap((name): readonly (readonly [OauthStep, FileModel])[] => {
          const contract = name === "authorize" ? "Procedure<OAuthScope, CallbackScope>" : "Procedure<OAuthScope>";
          const module = file(communication, `${path}/${name}`, contract, { step: [name], isTested: false });
          return module ? [[name, module]] : [];
        });
      const scope = scopesIn([files.scope, ...served.map((webhook) => webhook.files.scope)]);
      if (!communication?.program) return [];
      return [{ id, connect, steps: new Map(steps), scope, common: commonData(files.common) }];
    }),
    common: commonData(app.common),
    functions,
  };
}

interface FileOptions {
  readonly types?: readonly TypeDeclaration[];
  /** The step of an OAuth connection that it is made of. */
  readonly step?: readonly string[];
  /** Whether tests of webhooks can run it. */
  readonly isTested?: boolean;
}

/** All modules of an app, or of a part of it. */
export function filesOf({ webhooks, connections }: Pick<AppModel, "webhooks" | "connections">): readonly FileModel[] {
  return [
    ...webhooks.flatMap(({ communication, attach, detach, update, listing }) => [
      communication,
      attach,
      detach,
      update,
      listing,
    ]),
    ...connections.flatMap(({ connect, steps }) => [connect, ...steps.values()]),
  ].filter((file) => file !== undefined);
}

/** Whether the requests of an attach read `webhook.id`, or all of `webhook`. */
function readsId(attach: Analysis | undefined): boolean {
  const fields = attach?.program?.units.map(({ field }) => field) ?? [];
  const paths = fields.flatMap(expressionsIn).flatMap(({ expr }) => pathsIn(expr));
  return paths.some(({ root, steps: [first = "id"] }) => root === "webhook" && first === "id");
}
