import { join } from "node:path";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { openOwner } from "../../runtime/stored.ts";
import { admin, type Serving, secretKey, serve, until } from "../e2e/server.ts";
import { writeApps } from "./hook-apps.ts";
import { openService, type Service, type ServiceStep } from "./service.ts";

/** One call of a service at which the server is killed. */
export interface Kill {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Before it has done anything; after it has done what it was asked, without an answer; right after its answer. */
  readonly step: ServiceStep;
}

/** What the server is doing when it is killed, and where. The second kill comes after the first restart. */
export interface Killing {
  readonly work: "attach" | "update" | "detach" | "renew" | "reconcile";
  /** The app: with an `update`, or without. */
  readonly app: App;
  readonly kills: readonly Kill[];
}

type App = "updating" | "plain";

/** What the service has beside what the ledger has, after a killing; both are to be the same. */
export interface Outcome {
  readonly about: string;
  readonly service: readonly string[];
  readonly ledger: readonly string[];
}

const SHORT = 3_000;
const LONG = 3_600_000;

/**
 * A real server process on a file, and a real service; the server is killed by SIGKILL at each of these calls, and started
 * again. `lists`: the service can be asked which hooks it has; else it takes a repeated request once, by its key.
 */
export async function killAtEach(killings: readonly Killing[], lists: boolean): Promise<readonly Outcome[]> {
  const lifetime = { milliseconds: LONG, now: Date.now };
  const service = await openService({ again: lists ? "another" : "by-key", lifetime });
  const cwd = writeApps(lists);
  const where = ["--port", "0", "--store", "sqlite:store.db", "--public-url", "https://hooks.example"];
  const network = [
    "--allow-host",
    service.server.host,
    "--resolve",
    `https://service.example=${service.server.origin}`,
  ];
  const start = (): Promise<Serving> => serve(["plain", "updating", ...where, ...network], { cwd });
  let server = await start();
  for (const app of ["plain", "updating"]) {
    await admin(server.url, "PUT", `/apps/${app}/connections/ada`, { uid: "ada", parameters: { token: "token-ada" } });
  }
  const outcomes: Outcome[] = [];
  for (const [index, killing] of killings.entries()) {
    const { work, app, kills } = killing;
    const channel = `channel-${index}`;
    lifetime.milliseconds = work === "renew" ? SHORT : LONG;
    const prepared = work === "attach" ? undefined : await subscribe(server.url, app, channel);
    lifetime.milliseconds = LONG;
    if (work === "reconcile") wreck(service, app, channel);
    let [first, ...others] = kills;
    let struck = killedAt(service, server, first);
    void begin(server.url, killing, channel, prepared).catch(() => undefined);
    for (;;) {
      await struck;
      server = await start();
      [first, ...others] = others;
      if (first === undefined) break;
      struck = killedAt(service, server, first);
    }
    if (work === "reconcile") await admin(server.url, "POST", `/apps/${app}/webhooks/webhook/reconcile`, { fix: true });
    const about = `${app}: ${work}, ${kills.map(({ method, step }) => `${method} ${step}`).join(", ")}`;
    outcomes.push({ about, ...(await agreed(server.url, service)) });
  }
  await server.end("SIGTERM");
  outcomes.push({ about: "all of them, by what is stored", ...(await stored(join(cwd, "store.db"), service)) });
  await service.server.close();
  return outcomes;
}

/** Resolves when the server was killed at such a call. */
async function killedAt(service: Service, { end }: Serving, kill: Kill | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  service.stopAt = ({ method }, step) => {
    if (method !== kill?.method || step !== kill.step) return false;
    service.stopAt = undefined;
    resolve(end("SIGKILL").then(() => undefined));
    return true;
  };
  return promise;
}

async function subscribe(url: string, app: App, channel: string): Promise<string> {
  const body = { connection: "ada", parameters: { channel }, target: { url: "https://target.example/" } };
  const { json } = await admin(url, "POST", `/apps/${app}/webhooks/webhook/subscriptions`, body);
  return String((json as { id?: string }).id);
}

/** Begins the work; renewals begin by themselves. */
async function begin(url: string, { work, app }: Killing, channel: string, id = ""): Promise<unknown> {
  switch (work) {
    case "attach":
      return subscribe(url, app, channel);
    case "update":
      return admin(url, "PATCH", `/subscriptions/${id}`, { parameters: { channel: `${channel}-changed` } });
    case "detach":
      return admin(url, "DELETE", `/subscriptions/${id}`);
    case "reconcile":
      return admin(url, "POST", `/apps/${app}/webhooks/webhook/reconcile`, { fix: true });
    case "renew":
  }
}

/** The service forgets the hook of that channel, and has one that nobody has asked for. */
function wreck(service: Service, app: App, channel: string): void {
  for (const hook of service.hooks.values()) if (hook.channel === channel) service.forget(hook.id);
  const url = `https://hooks.example/hooks/${app}/webhook`;
  service.add({ id: `stray-${channel}`, account: "ada", url, channel });
}

interface Seen {
  readonly state: string;
  readonly app: string;
  readonly parameters: { readonly channel: string };
  readonly updating?: boolean;
  readonly retryAt?: string;
  readonly expires?: string;
}

/** The channels of hooks and of subscriptions, when they have come to agree or it has taken too long. */
async function agreed(url: string, service: Service): Promise<Pick<Outcome, "service" | "ledger">> {
  let seen: readonly Seen[] = [];
  const hooks = () => [...service.hooks.values()].map((hook) => `${hook.url.split("/").at(-2)} ${hook.channel}`).sort();
  const live = () => seen.filter(({ state }) => state === "attached");
  const believed = () =>
    live()
      .map(({ app, parameters }) => `${app} ${parameters.channel}`)
      .sort();
  const isDone = ({ state, updating, retryAt, expires }: Seen): boolean =>
    state === "detached" ||
    (state === "attached" && !updating && !retryAt && Date.parse(expires ?? "") > Date.now() + SHORT);
  await until(
    async () => {
      const { json } = await admin(url, "GET", "/subscriptions?limit=500");
      seen = (json as { items: readonly Seen[] }).items;
      return seen.every(isDone) && JSON.stringify(hooks()) === JSON.stringify(believed());
    },
    60_000,
    "the ledger and the service agree",
  ).catch(() => undefined);
  const undecided = seen.filter((one) => !isDone(one)).map(({ app, state }) => `${app} ${state}`);
  return { service: hooks(), ledger: [...believed(), ...undecided] };
}

/** The ids of hooks, and those that live subscriptions have saved. */
async function stored(file: string, service: Service): Promise<Pick<Outcome, "service" | "ledger">> {
  const secrets = await createSecrets(secretKey);
  const engine = await openSqlite({ file });
  const all = await engine.subscriptions({ limit: 1_000 });
  const owners = all.filter(({ state }) => state === "attached").map((one) => openOwner(secrets, one));
  const ledger = (await Promise.all(owners)).map(({ saved }) => String(saved.remote)).sort();
  await engine.close();
  return { service: [...service.hooks.keys()].sort(), ledger };
}
