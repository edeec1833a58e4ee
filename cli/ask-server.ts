import type { Io } from "./io.ts";
import { secret, secretFiles } from "./keys.ts";
import { portOf } from "./server.ts";

/** A running server, as a command reaches its admin API. */
export interface ServerAt {
  readonly url: string;
  readonly token: string;
}

/** The server at a URL, or else at this machine's usual port; `folder` is where the token of its admin API is kept. */
export function serverAt(url: string | undefined, folder: string, { env }: Pick<Io, "env">): ServerAt {
  return {
    url: url ?? `http://127.0.0.1:${portOf(undefined, env)}`,
    token: secret(env.IMLC_ADMIN_TOKEN, folder, secretFiles.adminToken).value,
  };
}

export type ServerAnswer =
  | { readonly kind: "done"; readonly response: Response }
  /** `reason`: in the words of the server. */
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "silent" };

/** Posts JSON to a path of a server's admin API. */
export async function askServer({ url, token }: ServerAt, path: string, body: object): Promise<ServerAnswer> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (response === undefined) return { kind: "silent" };
  return response.ok ? { kind: "done", response } : { kind: "refused", reason: await complaint(response) };
}

async function complaint(response: Response): Promise<string> {
  const answer: { readonly error?: { readonly message?: string } } = await response.json().catch(() => ({}));
  return answer.error?.message ?? `it answered ${response.status}.`;
}
