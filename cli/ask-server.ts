import { type Io, Misuse } from "./io.ts";
import { secret, secretFiles } from "./keys.ts";
import { placeOf, portOf } from "./server.ts";

/** A running server, as a command reaches its admin API. */
export interface ServerAt {
  readonly url: string;
  readonly token: string;
}

/** Where a server is, as the options of a command say it. */
export interface ServerOptions {
  readonly url?: string;
  /** Beside which the token of the admin API is kept. */
  readonly store: string;
}

/** The server at a URL, or else at this machine's usual port; `folder` is where the token of its admin API is kept. */
export function serverAt(url: string | undefined, folder: string, { env }: Pick<Io, "env">): ServerAt {
  return {
    url: url ?? `http://127.0.0.1:${portOf(undefined, env)}`,
    token: secret(env.IMLC_ADMIN_TOKEN, folder, secretFiles.adminToken).value,
  };
}

/** The server that the options of a command name. */
export function serverOf({ url, store }: ServerOptions, io: Pick<Io, "cwd" | "env">): ServerAt {
  return serverAt(url, placeOf(store, io.cwd).folder, io);
}

export type ServerAnswer =
  | { readonly kind: "done"; readonly response: Response }
  /** `reason`: in the words of the server. */
  | { readonly kind: "refused"; readonly status: number; readonly reason: string }
  /** `who`: what was found where the server should be. */
  | { readonly kind: "silent"; readonly who: "nobody" | "somebody" };

/**
 * Posts JSON to a path of a server's admin API, or reads there if there is nothing to post, until `signal` ends it. What
 * is asked may take long; whether somebody is there to be asked does not, and is found out before.
 */
export async function askServer(
  { url, token }: ServerAt,
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<ServerAnswer> {
  const who = await whoIsAt(url, signal);
  if (who !== "server") return { kind: "silent", who };
  const response = await fetch(url + path, {
    headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
    signal,
  }).catch(() => undefined);
  if (response === undefined) return { kind: "silent", who: "nobody" };
  if (response.ok) return { kind: "done", response };
  return { kind: "refused", status: response.status, reason: await complaint(response) };
}

/** What a server answered, if it did; that it did not, or refused, is a misuse. */
export function answerOf(answer: ServerAnswer, { url }: ServerAt): Response {
  switch (answer.kind) {
    case "done":
      return answer.response;
    case "silent":
      throw new Misuse(silence(url, answer.who));
    case "refused":
      throw new Misuse(`the server at ${url} refused: ${answer.reason}`);
  }
}

/** What is said of a URL where no server answers, or not within some milliseconds. */
export function silence(url: string, who: "nobody" | "somebody", within = PATIENCE): string {
  switch (who) {
    case "nobody":
      return `no server answers at ${url}. Say with --url where it is.`;
    case "somebody":
      return `what listens at ${url} has not answered within ${within / 1_000} seconds. Say with --url where the server of imlc is; if it is that one, start it again.`;
  }
}

/** Milliseconds that a server has to answer something. */
export const PATIENCE = 10_000;

/** Whether there is a server that answers at all. */
async function whoIsAt(url: string, stopped?: AbortSignal): Promise<"server" | "nobody" | "somebody"> {
  const late = AbortSignal.timeout(PATIENCE);
  try {
    const signal = stopped ? AbortSignal.any([late, stopped]) : late;
    await (await fetch(`${url}/health`, { signal, redirect: "manual" })).body?.cancel();
    return "server";
  } catch {
    return late.aborted ? "somebody" : "nobody";
  }
}

async function complaint(response: Response): Promise<string> {
  const answer: { readonly error?: { readonly message?: string } } = await response.json().catch(() => ({}));
  return answer.error?.message ?? `it answered ${response.status}.`;
}
