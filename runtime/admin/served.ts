import type { Context } from "../context.ts";
import type { Counts } from "../engine/engine.ts";
import { hookUrl } from "../ledger/party.ts";
import { flag, list, named, object, text } from "./answer-shape.ts";
import type { JsonRoute, Route } from "./route.ts";
import { COUNTS } from "./views/counts.ts";

/** What is served, and how much of it there is. */
export function servedRoutes(context: Context): readonly Route[] {
  return [appsRoute(context), countsRoute(context)];
}

interface ServedApps {
  readonly items: readonly ServedApp[];
}

/** An app that is served, as lists of it show it. */
export interface ServedApp {
  readonly id: string;
  readonly webhooks: readonly ServedWebhook[];
  readonly connections: readonly string[];
}

interface ServedWebhook {
  readonly id: string;
  readonly url: string;
  readonly signed: boolean;
}

const WEBHOOK = object<ServedWebhook>({
  id: text(),
  url: text("The shared URL, to which the service sends."),
  signed: flag("Whether its requests must be signed."),
});

const APP = named(
  "App",
  object<ServedApp>({
    id: text(),
    webhooks: list(WEBHOOK),
    connections: list(text(), "The names of its connection manifests."),
  }),
);

function appsRoute({ apps, publicUrl }: Context): JsonRoute<ServedApps> {
  return {
    method: "GET",
    path: "/admin/apps",
    summary: "List the apps that are served, with their webhooks and connection manifests.",
    answers: { 200: "All of them." },
    answer: object<ServedApps>({ items: list(APP) }),
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
  };
}

function countsRoute({ engine }: Context): JsonRoute<Counts> {
  return {
    method: "GET",
    path: "/admin/counts",
    summary: "Count what came in and what became of it.",
    answers: { 200: "The counts." },
    answer: COUNTS,
    handle: async () => ({ status: 200, body: await engine.counts() }),
  };
}
