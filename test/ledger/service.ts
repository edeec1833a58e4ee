import { type Asked, type TestServer, testServer } from "../http/server.ts";

/** A hook as the service has it. */
export interface RemoteHook {
  readonly id: string;
  readonly account: string;
  readonly url: string;
  readonly channel: string;
  readonly expires?: number;
}

export interface ServiceOptions {
  /** What it makes of a hook that is asked for again: another one, the one that was made under this key, or the one for this URL. */
  readonly again: "another" | "by-key" | "by-url";
  /** Milliseconds that a hook lives, and the clock by which it does. */
  readonly lifetime?: { milliseconds: number; readonly now: () => number };
}

/** A real service over HTTP that has hooks, for accounts by their tokens. */
export interface Service {
  readonly server: TestServer;
  readonly hooks: ReadonlyMap<string, RemoteHook>;
  /** How many hooks it has ever made. */
  made(): number;
  /** Told of each step of each request; where it answers true, nothing more is done about that request. */
  stopAt: ((asked: Asked, step: ServiceStep) => boolean) | undefined;
  /** What it answers instead, until this is set back to undefined. */
  broken: ((asked: Asked) => Answer | undefined) | undefined;
  forget(id: string): void;
  /** A hook that nobody has asked for. */
  add(hook: RemoteHook): void;
}

/** A request has come; what it asks for is done; the answer is on its way. */
export type ServiceStep = "asked" | "done" | "answered";

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export async function openService(options: ServiceOptions): Promise<Service> {
  const hooks = new Map<string, RemoteHook>();
  const byKey = new Map<string, string>();
  let made = 0;

  const put = (hook: Omit<RemoteHook, "expires">): Answer => {
    const { lifetime } = options;
    const expires = lifetime && lifetime.now() + lifetime.milliseconds;
    hooks.set(hook.id, { ...hook, expires });
    return { status: 200, body: { id: hook.id, expires } };
  };
  const create = (account: string, { headers, body }: Asked): Answer => {
    const { url, channel } = JSON.parse(body);
    const key = String(headers["idempotency-key"]);
    const before =
      options.again === "by-key"
        ? hooks.get(byKey.get(key) ?? "")
        : [...hooks.values()].find((one) => one.account === account && one.url === url && options.again === "by-url");
    if (before !== undefined) return put({ ...before, channel });
    made += 1;
    const id = `hook-${made}`;
    byKey.set(key, id);
    return put({ id, account, url, channel });
  };
  const answer = (asked: Asked): Answer => {
    const { method, url, headers, body } = asked;
    for (const { id, expires = Number.POSITIVE_INFINITY } of hooks.values()) {
      if (options.lifetime && expires <= options.lifetime.now()) hooks.delete(id);
    }
    const account = /^Bearer token-(\w+)$/.exec(headers.authorization ?? "")?.[1];
    if (account === undefined) return { status: 401 };
    if (method === "GET")
      return { status: 200, body: { hooks: [...hooks.values()].filter((one) => one.account === account) } };
    if (method === "POST") return create(account, asked);
    const found = hooks.get(url.split("/").at(-1) ?? "");
    if (found === undefined) return { status: 404 };
    if (method === "PUT") return put({ ...found, channel: JSON.parse(body).channel });
    hooks.delete(found.id);
    return { status: 204 };
  };

  const service: Omit<Service, "server"> = {
    hooks,
    made: () => made,
    stopAt: undefined,
    broken: undefined,
    forget: (id) => hooks.delete(id),
    add: (hook) => hooks.set(hook.id, hook),
  };
  const server = await testServer((asked, _request, response) => {
    if (service.stopAt?.(asked, "asked")) return;
    const { status, headers = {}, body } = service.broken?.(asked) ?? answer(asked);
    if (service.stopAt?.(asked, "done")) return;
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body), () => service.stopAt?.(asked, "answered"));
  });
  return Object.assign(service, { server });
}
