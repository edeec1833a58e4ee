import type { Reconciled, ReconciledConnection } from "../runtime/ledger/reconcile.ts";
import { type AnswerFormat, jsonAnswer } from "./answer.ts";
import { answerOf, askServer, type ServerOptions, serverOf } from "./ask-server.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { plural } from "./report/summary.ts";

export interface ReconcileOptions extends ServerOptions {
  /** `APP/WEBHOOK`. */
  readonly webhook: string;
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

async function ask({ webhook, fix = false, ...at }: ReconcileOptions, io: Io): Promise<Reconciled> {
  const [app, name, ...rest] = webhook.split("/");
  if (!app || !name || rest.length > 0) throw new Misuse(`${webhook} is no webhook; write APP/WEBHOOK.`);
  const server = serverOf(at, io);
  const path = `/admin/apps/${encodeURIComponent(app)}/webhooks/${encodeURIComponent(name)}/reconcile`;
  return answerOf(await askServer(server, path, { fix }), server).json();
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
