/** What the admin API refused, in its own words. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** 0: no server answered. */
  readonly status: number;
  /** All that it answered. */
  readonly answer: unknown;

  constructor(status: number, message: string, answer: unknown) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

/** The admin API of the server that this page is from. */
export interface Api {
  /** Reads a path below `/admin`, or does something there; rejects with `Refused`. */
  ask<T>(path: string, how?: Asking): Promise<T>;
  /** The answer itself, for one that comes bit by bit. */
  open(path: string, signal: AbortSignal): Promise<Response>;
}

export interface Asking {
  readonly method?: "POST" | "PATCH" | "DELETE";
  readonly body?: object;
}

/** `token` is asked for each time: it is known only once somebody has said it. */
export function createApi(token: () => string | undefined): Api {
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const known = token();
    const headers = { ...init.headers, ...(known === undefined ? {} : { authorization: `Bearer ${known}` }) };
    const response = await fetch(`../admin${path}`, { ...init, headers }).catch((error: unknown) => {
      if (init.signal?.aborted) throw error;
      throw new Refused(0, "The server does not answer. Is it still running?", undefined);
    });
    if (response.ok) return response;
    const answer: { readonly error?: { readonly message?: string } } = await response.json().catch(() => ({}));
    throw new Refused(response.status, answer.error?.message ?? `The server answered ${response.status}.`, answer);
  };
  return {
    async ask(path, { method, body } = {}) {
      const json = body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      return (await send(path, { method, ...json })).json();
    },
    open: (path, signal) => send(path, { signal }),
  };
}

/** A path with what is given of a query. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** A path of which each step is encoded. */
export function pathOf(...steps: readonly string[]): string {
  return steps.map((step) => `/${encodeURIComponent(step)}`).join("");
}
