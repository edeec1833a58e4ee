import type { Diagnostic, Parsed } from "../../grammar/diagnostic.ts";
import type { Source } from "../../grammar/source.ts";
import type { Type } from "../../language/types.ts";
import { type Analysis, analyze, type ParsedManifest, parseManifest, sorted } from "../analyze.ts";
import { absentRow, readFunctions, rowsOf } from "../functions/read.ts";
import { withLevels } from "../lint/levels.ts";
import { lintApp } from "../lint/lint.ts";
import { unsuppressed } from "../suppress/suppress.ts";
import { analyzeConnection } from "./analyze-connection.ts";
import { analyzeEndpoint, analyzeModule, analyzeRpc } from "./analyze-module.ts";
import { analyzeWebhook } from "./analyze-webhook.ts";
import type { App } from "./app.ts";
import { commonType } from "./common.ts";
import { type Config, configOf, readConfig, unconfigured } from "./config/config.ts";
import type { WebhookConfig } from "./config/webhook.ts";
import { type Context, surroundings } from "./context.ts";
import { connectionWithoutUid } from "./diagnostics.ts";
import { duplicates, namedApp } from "./duplicates.ts";
import type { AppFacts } from "./facts.ts";
import type { Files } from "./files.ts";
import { inheritedBy } from "./inherited.ts";
import { findingsOf } from "./not-run.ts";
import { payloadType } from "./payload.ts";
import { loneConfig, type Project } from "./project.ts";
import { isUsed, sharedWebhooks } from "./shared.ts";
import { sourcesOf } from "./sources.ts";

/**
 * All that is known of a project.
 *
 * @example
 * import type { ProjectAnalysis } from "imlc";
 *
 * export const reportOf = ({ diagnostics }: ProjectAnalysis): string =>
 *   diagnostics.map(({ uri, code, message }) => `${uri} ${code}: ${message}`).join("\n");
 */
export interface ProjectAnalysis {
  readonly apps: readonly AppAnalysis[];
  /** Of all files, in the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** The text of every manifest that was asked for, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * What is known of an app, and what there is to say about it.
 *
 * @example
 * import type { AppAnalysis } from "imlc";
 *
 * export const canBeCompiled = ({ diagnostics }: AppAnalysis): boolean =>
 *   diagnostics.every(({ severity }) => severity !== "error");
 */
export interface AppAnalysis extends AppFacts {
  /** What its `imlc.json` says of the server that serves it. */
  readonly settings: Pick<Config, "deliver" | "server" | "store">;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Analyses all apps of a project; nothing is compiled of an app whose analysis has errors.
 *
 * @example
 * import { analyzeProject, filesInMemory, findProject } from "imlc";
 *
 * const files = filesInMemory({ "shop/webhook.iml.json": '{"uid": "{{item.id}}"}' });
 * const { apps, diagnostics } = analyzeProject(findProject(files, ["shop"]), files);
 * console.log(apps.length, diagnostics.length);
 */
export function analyzeProject({ apps, unread }: Project, files: Files): ProjectAnalysis {
  const analyses = apps.map((app) => analyzeApp(app, files));
  const lone = unread.map(loneConfig);
  const found = [...analyses, ...lone.map((app) => analyzeApp(app, files))].flatMap(({ diagnostics }) => diagnostics);
  return {
    apps: analyses,
    diagnostics: sorted([...found, ...duplicates(apps.map(namedApp))]),
    texts: new Map([...apps, ...lone].flatMap(askedFor).map(({ uri, text }) => [uri, text])),
  };
}

/**
 * Analyses one app; needs none of the others.
 *
 * @example
 * import { analyzeApp, filesInMemory, findProject } from "imlc";
 *
 * const files = filesInMemory({ "shop/webhook.iml.json": '{"uid": "{{item.id}}"}' });
 * for (const app of findProject(files, ["shop"]).apps) console.log(analyzeApp(app, files).webhooks.length);
 */
export function analyzeApp(app: App, files: Files): AppAnalysis {
  const functions = readFunctions(app.functions);
  const custom = rowsOf(functions.value);
  const declared = new Map([...app.absentFunctions.map(absentRow), ...custom]);
  const configFile = app.config && parseManifest(app.config);
  const config = readConfigOf(configFile, app);
  const { equality } = config.value.webhook;
  const bodies = readBodies(app, config.value, files);
  const common = commonType(app.common);
  const shared = sharedWebhooks(app);
  const connections = app.connections.map((connection) => {
    const isRun = isUsed(connection.id, app, shared);
    const around = { equality, custom: isRun ? custom : declared };
    return analyzeConnection(connection, isRun, around, common);
  });
  const known = connections.map(({ value }) => value);
  const alone: Context = {
    app,
    shared,
    config: config.value.webhook,
    configFile,
    body: undefined,
    custom,
    declared,
    common,
    connections: known,
    base: undefined,
    inherited: app.base ? inheritedBy(app, known, common, configFile) : new Map(),
  };
  const base = app.base && analyzeBase(app.base, alone);
  const context: Context = { ...alone, base };
  const webhooks = app.webhooks.map((webhook) => {
    const own = configOf(config.value, webhook.id);
    return analyzeWebhook(webhook, { ...context, config: own, body: bodies.value.get(own) });
  });
  const served = webhooks.map(({ value }) => value);
  const modules = app.modules.map((module) => analyzeModule(module, context, served));
  const rpcs = app.rpcs.map((rpc) => analyzeRpc(rpc, context));
  const endpoints = app.endpoints.map((endpoint) => analyzeEndpoint(endpoint, context));
  const { id, folder } = app;
  const facts: AppFacts = {
    id,
    folder,
    app,
    webhooks: served,
    connections: known,
    modules: modules.map(({ value }) => value),
    rpcs: rpcs.map(({ value }) => value),
    endpoints: endpoints.map(({ value }) => value),
    base,
    functions: functions.value,
  };
  const found = [
    ...app.found,
    ...functions.diagnostics,
    ...config.diagnostics,
    ...bodies.diagnostics,
    ...findingsOf(base, shared.length > 0),
    ...[...connections, ...webhooks, ...modules, ...rpcs, ...endpoints].flatMap(({ diagnostics }) => diagnostics),
    ...plainFiles(app).flatMap((source) => parseManifest(source).diagnostics),
    ...withoutUid(facts),
    ...lintApp(facts),
  ];
  const counted = unsuppressed(withLevels(found, config.value.levels), sourcesOf(app));
  const { deliver, server, store } = config.value;
  return {
    ...facts,
    settings: { deliver, server, store },
    diagnostics: sorted(counted.filter(({ uri }) => app.only === undefined || uri === app.only)),
  };
}

function analyzeBase(source: Source, context: Context): Analysis {
  return analyze(source, "base", surroundings(context, context.app.layout === "bare", context.inherited));
}

function plainFiles({ plain, common, connections }: App): readonly Source[] {
  return [...plain, common, ...connections.map((each) => each.common)].filter((source) => source !== undefined);
}

function readConfigOf(configFile: ParsedManifest | undefined, { webhooks }: App): Parsed<Config> {
  if (!configFile) return { value: unconfigured, diagnostics: [] };
  const { source, json, diagnostics: syntax } = configFile;
  const ids = webhooks.map(({ id }) => id);
  const { value, diagnostics } = readConfig(source, json, ids);
  return { value, diagnostics: [...syntax, ...diagnostics] };
}

/** The types of the bodies that the webhooks of an app get, by what `imlc.json` says of them. */
function readBodies({ folder }: App, config: Config, files: Files): Parsed<ReadonlyMap<WebhookConfig, Type>> {
  const types = new Map<WebhookConfig, Type>();
  const found: Diagnostic[] = [];
  for (const each of [config.webhook, ...config.webhooks.values()]) {
    const { value, diagnostics } = payloadType(each, folder, files);
    if (value) types.set(each, value);
    found.push(...diagnostics);
  }
  return { value: types, diagnostics: found };
}

function withoutUid({ webhooks, connections }: AppFacts): readonly Diagnostic[] {
  if (!webhooks.some(({ shared }) => shared)) return [];
  return connections.flatMap(({ isRun, communication }) => {
    const program = communication?.program;
    if (!isRun || !program || program.units.some(({ path }) => path.at(-1) === "uid")) return [];
    return [connectionWithoutUid({ uri: communication.source.uri, span: { start: 0, end: 0 } }, {})];
  });
}

function askedFor(app: App): readonly Source[] {
  return sourcesOf(app).filter(({ uri }) => app.only === undefined || uri === app.only);
}
