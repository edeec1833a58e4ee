import type { Reconciled, ReconciledConnection } from "../runtime/ledger/reconcile.ts";
import { type AnswerFormat, jsonAnswer } from "./answer.ts";
import { askServer, serverAt } from "./ask-server.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { plural } from "./report/summary.ts";
import { placeOf } from "./server.ts";

export interface ReconcileOptions {
  /** `APP/WEBHOOK`. */
  readonly webhook: string;
  /** Of the server. */
  readonly url?: string;
  /** Beside which the token of the admin API is kept. */
  readonly store: string;
  readonly fix?: boolean;
  readonly format: AnswerFormat;
}

/** Has a server compare the subscriptions of a webhook with what its service lists, and says where they differ. */
export async function reconcile(options: ReconcileOptions, io: Io): Promise<number> {
  const { connections } = await ask(options, io);
  const fixed = options.fix === true;
  const wrong = connections.filter((one) => !agrees(one, fixed));
  if (options.format === "json") io.out(jsonAnswer({ connections }));
  else for (const line of linesOf(connections, wrong, fixed)) io.out(`${line}\n`);
  return wrong.length === 0 ? exit.ok : exit.findings;
}

async function ask({ webhook, url, store, fix = false }: ReconcileOptions, io: Io): Promise<Reconciled> {
  const [app, name, ...rest] = webhook.split("/");
  if (!app || !name || rest.length > 0) throw new Misuse(`${webhook} is no webhook; write APP/WEBHOOK.`);
  const { folder } = placeOf(store, io.cwd);
  const server = serverAt(url, folder, io);
  const path = `/admin/apps/${encodeURIComponent(app)}/webhooks/${encodeURIComponent(name)}/reconcile`;
  const answer = await askServer(server, path, { fix });
  switch (answer.kind) {
    case "done":
      return answer.response.json();
    case "silent":
      throw new Misuse(`no server answers at ${server.url}. Say with --url where it is.`);
    case "refused":
      throw new Misuse(`the server at ${server.url} refused: ${answer.reason}`);
  }
}

function agrees({ missing, orphans, failure }: ReconciledConnection, fixed: boolean): boolean {
  return failure === undefined && (fixed || (missing.length === 0 && orphans === 0));
}

function linesOf(
  connections: readonly ReconciledConnection[],
  wrong: readonly ReconciledConnection[],
  fixed: boolean,
): readonly string[] {
  const lines = connections.flatMap(({ connection, missing, orphans, failure }) => [
    ...missing.map(
      (id) => `${connection}: the service has no hook for the subscription ${id}${fixed ? "; attached anew" : ""}`,
    ),
    ...(orphans === 0
      ? []
      : [
          `${connection}: the service has ${plural(orphans, "hook")} that no subscription has${fixed ? "; detached" : ""}`,
        ]),
    ...(failure === undefined ? [] : [`${connection}: ${failure.message}`]),
  ]);
  const looked = `${plural(connections.length, "connection")} compared`;
  const end = wrong.length === 0 ? `${looked}.` : `${looked}, ${wrong.length} of them not in order.`;
  return [...lines, fixed || wrong.length === 0 ? end : `${end} \`--fix\` mends them.`];
}
