import { loadApp } from "../compiler/generate/load.ts";
import type { AppModule } from "../runtime/contract.ts";
import { RuntimeError } from "../runtime/errors.ts";
import { newSecretKey, type RunningServer, type ServerOptions, startServer } from "../runtime/node.ts";
import { analyzeToUse } from "./analyze.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { secret, secretFiles } from "./keys.ts";
import { placeOf, portOf } from "./server.ts";

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
  const { file, folder } = placeOf(options.store, io.cwd);
  const network = {
    allowHosts: options.allowHost,
    resolve: origins(options.resolve),
    port: portOf(options.port, io.env),
  };

  const analysis = analyzeToUse(options.paths, io);
  if (!analysis) return exit.findings;
  // The compiler does not import the runtime; that its modules satisfy the contract is what the tests of both hold.
  const apps = await Promise.all(analysis.apps.map(async (app) => (await loadApp(app, analysis.texts)) as AppModule));

  const token = secret(io.env.IMLC_ADMIN_TOKEN, folder, secretFiles.adminToken);
  const key = secret(io.env.IMLC_SECRET_KEY, folder, secretFiles.secretKey, newSecretKey);
  const server = await start({
    ...network,
    apps,
    store: `sqlite:${file}`,
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
