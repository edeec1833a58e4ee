import { loadApp } from "../compiler/generate/load.ts";
import type { Files, ProjectAnalysis } from "../compiler/index.ts";
import type { AppModule } from "../runtime/contract.ts";
import { RuntimeError } from "../runtime/errors.ts";
import { INSPECTOR_PATH } from "../runtime/inspector.ts";
import { hookUrl } from "../runtime/ledger/party.ts";
import { newSecretKey, proxiesFrom, startServer } from "../runtime/node.ts";
import type { Tracer } from "../runtime/trace.ts";
import { analyzeToUse } from "./analyze.ts";
import { commonFrom } from "./common.ts";
import { textsOnDisk } from "./files.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { secret, secretFiles } from "./keys.ts";
import { pageFiles } from "./pages.ts";
import { publicUrlProblem } from "./public-url.ts";
import { type Compiled, reload } from "./reload.ts";
import { servedManifests } from "./serve/manifests.ts";
import { MEMORY, placeOf, portOf } from "./server.ts";
import { settingsOf } from "./settings.ts";
import { type Watched, watchFiles } from "./watch.ts";

export interface ServeOptions {
  readonly paths: readonly string[];
  readonly port?: number;
  readonly host: string;
  readonly store: string;
  readonly publicUrl?: string;
  readonly allowHost: readonly string[];
  readonly resolve: readonly string[];
  readonly otel: boolean;
  readonly watch: boolean;
}

/** Compiles and serves until it is interrupted; if it watches, what the manifests say by then. */
export async function serve(options: ServeOptions, io: Io): Promise<number> {
  const disk = textsOnDisk(io.cwd);
  if (!options.watch) return serveFiles(disk, undefined, options, io);
  const watched = watchFiles(disk, io.cwd);
  try {
    return await serveFiles(watched.files, watched, options, io);
  } finally {
    watched.close();
  }
}

async function serveFiles(files: Files, watched: Watched | undefined, options: ServeOptions, io: Io): Promise<number> {
  const { file, folder } = placeOf(options.store, io.cwd);
  const network = {
    allowHosts: options.allowHost,
    resolve: origins(options.resolve),
    port: portOf(options.port, io.env),
  };

  const compiled = await compileApps(options.paths, files, io);
  if (compiled === undefined) return exit.findings;
  const { apps, settings } = compiled;
  let { analysis } = compiled;
  const compile = async (): Promise<Compiled | undefined> => {
    const changed = await compileApps(options.paths, files, io);
    analysis = changed?.analysis ?? analysis;
    return changed;
  };
  const ids = apps.map(({ id }) => id);

  const token = secret(io.env.IMLC_ADMIN_TOKEN, folder, secretFiles.adminToken);
  const key = secret(io.env.IMLC_SECRET_KEY, folder, secretFiles.secretKey, newSecretKey);
  const inspector = pageFiles("inspector");
  const tracer = options.otel ? await openTelemetry() : undefined;
  const server = await orMisuse(key.from, () =>
    startServer({
      ...network,
      ...settings,
      apps,
      store: `sqlite:${file}`,
      host: options.host,
      adminToken: token.value,
      secretKey: key.value,
      publicUrl: options.publicUrl,
      proxies: proxiesFrom((name) => io.env[name]),
      environment: (name) => io.env[name],
      tracer,
      common: commonFrom(io.env.IMLC_COMMON, ids),
      manifests: servedManifests(() => analysis, files),
      inspector,
    }),
  );
  const { publicUrl } = options;
  // Before anybody is told of it, who may end it at once.
  const stopped = io.interrupted();
  io.out(greeting({ url: server.url, publicUrl, apps, tokenFile: token.from, hasInspector: inspector !== undefined }));
  if (file === MEMORY) io.err("imlc: the store is in memory: all is lost at the end; --store sqlite:FILE keeps it.\n");
  for (const { message, advice } of urlProblems(apps, options.publicUrl)) io.err(`imlc: ${message} ${advice}\n`);
  if (watched) await reload({ server, watched, compile, settings }, stopped, io);
  await stopped;
  io.out("imlc: stopping; what is under way is finished first.\n");
  await server.close();
  return exit.ok;
}

interface Analyzed extends Compiled {
  /** Of what was compiled. */
  readonly analysis: ProjectAnalysis;
}

async function compileApps(paths: readonly string[], files: Files, io: Io): Promise<Analyzed | undefined> {
  const analysis = analyzeToUse(paths, io, { files });
  if (analysis === undefined) return undefined;
  const settings = settingsOf(analysis);
  // The compiler does not import the runtime; that its modules satisfy the contract is what the tests of both hold.
  const loaded = analysis.apps.map(async (app) => (await loadApp(app, analysis.texts)) as AppModule);
  return { apps: await Promise.all(loaded), settings, analysis };
}

/** The adapter is loaded only if it is asked for: what it needs is installed by those who trace. */
async function openTelemetry(): Promise<Tracer> {
  try {
    return (await import("../runtime/otel.ts")).otelTracer();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    throw new Misuse("--otel needs the package @opentelemetry/api: install it beside imlc.");
  }
}

/**
 * What keeps a server from starting is told as what it is: something to set right, and no bug. `keyFile`: where the
 * secret key is from, if not from the environment.
 */
async function orMisuse<T>(keyFile: string | undefined, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof RuntimeError && error.code === "secret-unreadable") {
      const from = keyFile === undefined ? "IMLC_SECRET_KEY" : `${keyFile}; IMLC_SECRET_KEY goes before it`;
      throw new Misuse(`${error.message} The key is that of ${from}.`);
    }
    if (error instanceof RuntimeError || (error instanceof Error && error.name === "EngineError")) {
      throw new Misuse(error.message);
    }
    throw error;
  }
}

interface Greeted {
  /** Where the server listens. */
  readonly url: string;
  /** Under which services reach it; absent: that URL. */
  readonly publicUrl: string | undefined;
  readonly apps: readonly AppModule[];
  readonly tokenFile: string | undefined;
  readonly hasInspector: boolean;
}

function greeting({ url, publicUrl = url, apps, tokenFile, hasInspector }: Greeted): string {
  const hooks = apps.flatMap(({ id, webhooks }) =>
    Object.keys(webhooks).map((webhook) => hookUrl(publicUrl.replace(/\/+$/, ""), id, webhook)),
  );
  const token = tokenFile === undefined ? "the bearer token of IMLC_ADMIN_TOKEN" : `the bearer token in ${tokenFile}`;
  const inspector = hasInspector
    ? `${url}${INSPECTOR_PATH}, which asks for that token`
    : "no inspector, for this checkout has not built it: npm run web:build";
  return [
    `imlc: listening on ${url}`,
    ...hooks.map((hook) => `  ${hook}`),
    `  ${url}/admin, with ${token}`,
    `  ${inspector}`,
    "",
  ].join("\n");
}

function urlProblems(apps: readonly AppModule[], publicUrl: string | undefined) {
  return apps.flatMap(({ id, webhooks }) =>
    Object.entries(webhooks).flatMap(
      ([webhook, { signature }]) => publicUrlProblem(webhook, id, { signature, publicUrl }) ?? [],
    ),
  );
}

function origins(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [from = "", to = ""] = pair.split("=");
      if (!isOrigin(from) || !isOrigin(to)) {
        throw new Misuse(
          `--resolve takes ORIGIN=ORIGIN, as https://api.example.com=http://127.0.0.1:4010, not ${pair}.`,
        );
      }
      return [from, to];
    }),
  );
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}
