import { dirname, resolve } from "node:path";
import { loadApp } from "../compiler/generate/load.ts";
import type { AppModule } from "../runtime/contract.ts";
import { RuntimeError } from "../runtime/errors.ts";
import { newSecretKey, type RunningServer, type ServerOptions, startServer } from "../runtime/node.ts";
import { analyzePaths } from "./check.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { secret } from "./keys.ts";
import { report } from "./report.ts";

export interface ServeOptions {
  readonly paths: readonly string[];
  readonly port?: number;
  readonly host: string;
  readonly store: string;
  readonly publicUrl?: string;
  readonly allowHost: readonly string[];
  readonly resolve: readonly string[];
}

/** Compiles and serves until it is interrupted. */
export async function serve(options: ServeOptions, io: Io): Promise<number> {
  const began = performance.now();
  const file = /^sqlite:(.+)$/.exec(options.store)?.[1];
  if (file === undefined) throw new Misuse(`the store ${options.store} is not one that imlc has; write sqlite:FILE.`);
  const path = file === ":memory:" ? file : resolve(io.cwd, file);
  const folder = file === ":memory:" ? resolve(io.cwd, ".imlc") : dirname(path);
  const network = { allowHosts: options.allowHost, resolve: origins(options.resolve), port: portOf(options, io) };

  const analysis = await analyzePaths(options.paths, "", io);
  const findings = {
    files: analysis.texts,
    diagnostics: analysis.diagnostics,
    milliseconds: performance.now() - began,
  };
  if (findings.diagnostics.length > 0) io.err(report(findings, "pretty", io.color));
  if (findings.diagnostics.some(({ severity }) => severity === "error")) return exit.findings;
  // The compiler does not import the runtime; that its modules satisfy the contract is what the tests of both hold.
  const apps = await Promise.all(analysis.apps.map(async (app) => (await loadApp(app, analysis.texts)) as AppModule));

  const token = secret(io.env.IMLC_ADMIN_TOKEN, folder, "admin-token");
  const key = secret(io.env.IMLC_SECRET_KEY, folder, "secret-key", newSecretKey);
  const server = await start({
    ...network,
    apps,
    store: `sqlite:${path}`,
    host: options.host,
    adminToken: token.value,
    secretKey: key.value,
    publicUrl: options.publicUrl,
  });
  io.out(greeting(server.url, apps, token.from));
  await io.interrupted();
  io.out("imlc: stopping; what is under way is finished first.\n");
  await server.close();
  return exit.ok;
}

async function start(options: ServerOptions): Promise<RunningServer> {
  try {
    return await startServer(options);
  } catch (error) {
    if (error instanceof RuntimeError || (error instanceof Error && error.name === "EngineError")) {
      throw new Misuse(error.message);
    }
    throw error;
  }
}

function greeting(url: string, apps: readonly AppModule[], tokenFile: string | undefined): string {
  const hooks = apps.flatMap(({ id, webhooks }) =>
    Object.keys(webhooks).map((webhook) => `${url}/hooks/${id}/${webhook}`),
  );
  const token = tokenFile === undefined ? "the bearer token of IMLC_ADMIN_TOKEN" : `the bearer token in ${tokenFile}`;
  return [`imlc: listening on ${url}`, ...hooks.map((hook) => `  ${hook}`), `  ${url}/admin, with ${token}`, ""].join(
    "\n",
  );
}

function portOf({ port }: ServeOptions, { env }: Io): number {
  if (port !== undefined) return port;
  const given = env.PORT || "3000";
  const number = Number(given);
  if (!/^\d+$/.test(given) || number > 65_535)
    throw new Misuse(`PORT is ${given}; a port is a number from 0 to 65535.`);
  return number;
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
