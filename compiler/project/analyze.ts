import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Source } from "../../grammar/source.ts";
import type { Type } from "../../language/types.ts";
import { type Analysis, analyze, parseManifest, type Surroundings, sorted } from "../analyze.ts";
import type { Known } from "../check/check.ts";
import { type CustomFunctions, readFunctions, rowsOf } from "../functions/read.ts";
import { notRun } from "../manifest/diagnostics.ts";
import type { Manifest } from "../manifest/read.ts";
import { noConfig, readConfig, type WebhookConfig } from "./config.ts";
import { connectionWithoutUid, duplicateApp } from "./diagnostics.ts";
import type { Files } from "./files.ts";
import { payloadType } from "./payload.ts";
import type { App, Project, WebhookFiles } from "./project.ts";
import { savedType, unsaved } from "./saved.ts";

/** All that is known of a project. */
export interface ProjectAnalysis {
  readonly apps: readonly AppAnalysis[];
  /** Of all files, in the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** The text of every manifest that was asked for, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface AppAnalysis {
  readonly id: string;
  readonly folder: string;
  readonly webhooks: readonly WebhookAnalysis[];
  readonly connections: readonly { readonly id: string; readonly communication: Analysis }[];
  readonly base: Analysis | undefined;
  /** The functions of the app's own. */
  readonly functions: CustomFunctions;
  readonly diagnostics: readonly Diagnostic[];
}

export interface WebhookAnalysis {
  readonly id: string;
  readonly config: WebhookConfig;
  readonly communication: Analysis | undefined;
  readonly attach: Analysis | undefined;
  readonly detach: Analysis | undefined;
}

/** Analyses all apps of a project; nothing is compiled of an app whose analysis has errors. */
export function analyzeProject({ apps }: Project, files: Files): ProjectAnalysis {
  const analyses = apps.map((app) => analyzeApp(app, files));
  return {
    apps: analyses,
    diagnostics: sorted([...analyses.flatMap(({ diagnostics }) => diagnostics), ...duplicates(apps)]),
    texts: new Map(apps.flatMap(askedFor).map(({ uri, text }) => [uri, text])),
  };
}

function analyzeApp(app: App, files: Files): AppAnalysis {
  const functions = readFunctions(app.functions);
  const custom = rowsOf(functions.value);
  const base = app.base && parseManifest(app.base);
  const baseAnalysis = app.base && analyze(app.base, "base", { custom });
  const config = configOf(app, files);
  const shared = { equality: config.value.equality, custom };
  const webhooks = app.webhooks.map((webhook) => analyzeWebhook(webhook, base, config, shared));
  const connections = app.connections.map(({ id, communication }) => ({
    id,
    communication: analyze(communication, "connection", shared),
  }));
  const analyses = [
    baseAnalysis,
    ...webhooks.flatMap(({ communication, attach, detach }) => [communication, attach, detach]),
    ...connections.map(({ communication }) => communication),
  ];
  const found = [
    ...functions.diagnostics,
    ...config.diagnostics,
    ...analyses.flatMap((analysis) => analysis?.diagnostics ?? []),
    ...app.webhooks.flatMap(({ update }) => (update ? notRunYet(update) : [])),
    ...(webhooks.length > 0 ? connections.flatMap(({ communication }) => withoutUid(communication)) : []),
  ];
  const diagnostics = sorted(app.only === undefined ? found : found.filter(({ uri }) => uri === app.only));
  const { id, folder } = app;
  return { id, folder, webhooks, connections, base: baseAnalysis, functions: functions.value, diagnostics };
}

/** What is known of a webhook from `imlc.json`. */
interface ReadConfig {
  readonly value: WebhookConfig;
  readonly body: Type | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function configOf({ config, folder }: App, files: Files): ReadConfig {
  if (!config) return { value: noConfig, body: undefined, diagnostics: [] };
  const { json, diagnostics: syntax } = parseManifest(config);
  const { value, diagnostics } = readConfig(config, json);
  const payload = payloadType(value, folder, files);
  return { value, body: payload.value, diagnostics: [...syntax, ...diagnostics, ...payload.diagnostics] };
}

function analyzeWebhook(
  files: WebhookFiles,
  base: Manifest | undefined,
  config: ReadConfig,
  shared: Pick<Surroundings, "equality" | "custom">,
): WebhookAnalysis {
  const { dedupe } = config.value;
  const body: Known = new Map(config.body ? [["body", config.body]] : []);
  const communication =
    files.communication && analyze(files.communication, "webhook", { ...shared, dedupe, known: body });
  const attach =
    files.attach && analyze(files.attach, "attach", { ...shared, base, known: new Map([["webhook", unsaved]]) });
  const saved = savedType(attach, files);
  const detach =
    files.detach && analyze(files.detach, "detach", { ...shared, base, known: new Map([["webhook", saved]]) });
  return { id: files.id, config: config.value, communication, attach, detach };
}

/** An update that declares something is not passed over in silence. */
function notRunYet(update: Source): readonly Diagnostic[] {
  const { json, diagnostics } = parseManifest(update);
  const isEmpty =
    !json || (json.kind === "object" ? json.members : json.kind === "array" ? json.items : [0]).length === 0;
  if (isEmpty) return diagnostics;
  const { start } = json.span;
  const params = { name: "update", instead: "nothing is sent when a user changes the parameters of a subscription" };
  return [...diagnostics, notRun({ uri: update.uri, span: { start, end: start + 1 } }, params)];
}

function withoutUid({ program, source }: Analysis): readonly Diagnostic[] {
  if (!program || program.units.some(({ path }) => path.join(".") === "uid")) return [];
  return [connectionWithoutUid({ uri: source.uri, span: { start: 0, end: 0 } }, {})];
}

function duplicates(apps: readonly App[]): readonly Diagnostic[] {
  return apps.flatMap((app, index) => {
    const other = apps.slice(0, index).find(({ id, folder }) => id === app.id && folder !== app.folder);
    const [source] = sourcesOf(app);
    if (!other || !source) return [];
    const place = { uri: source.uri, span: { start: 0, end: 0 } };
    return [duplicateApp(place, { id: app.id, other: other.folder })];
  });
}

function askedFor(app: App): readonly Source[] {
  return sourcesOf(app).filter(({ uri }) => app.only === undefined || uri === app.only);
}

function sourcesOf({ webhooks, connections, base, functions, config }: App): readonly Source[] {
  return [
    ...webhooks.flatMap(({ communication, attach, detach, update }) => [communication, attach, detach, update]),
    ...connections.map(({ communication }) => communication),
    base,
    ...functions.map(({ code }) => code),
    config,
  ].filter((source) => source !== undefined);
}
