import type { Context } from "../context.ts";
import { hookUrl } from "../ledger/party.ts";
import type { Route } from "./route.ts";

/** What is served, and how much of it there is. */
export function servedRoutes({ apps, engine, publicUrl }: Context): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/admin/apps",
      summary: "List the apps that are served, with their webhooks and connection manifests.",
      answers: {
        200: "`items`: of each app its `id`, its `webhooks`, each with its shared `url` and whether requests must be `signed`, and the names of its `connections`.",
      },
      async handle() {
        const items = apps().map(({ id, webhooks, connections }) => ({
          id,
          webhooks: Object.entries(webhooks).map(([webhook, { signature }]) => ({
            id: webhook,
            url: hookUrl(publicUrl, id, webhook),
            signed: signature !== undefined,
          })),
          connections: Object.keys(connections),
        }));
        return { status: 200, body: { items } };
      },
    },
    {
      method: "GET",
      path: "/admin/counts",
      summary: "Count what came in and what became of it.",
      answers: {
        200: "`unowned`, `pending` and `dead`: what there is now; `requests`, `items`, `delivered`, `duplicates` and `platform`: all there ever was.",
      },
      handle: async () => ({ status: 200, body: await engine.counts() }),
    },
  ];
}
