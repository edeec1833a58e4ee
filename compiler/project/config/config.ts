import type { Parsed } from "../../../grammar/diagnostic.ts";
import type { JsonNode } from "../../../grammar/json/ast.ts";
import type { Source } from "../../../grammar/source.ts";
import { nearest } from "../../../language/nearest.ts";
import { valueUnder } from "../../fields.ts";
import { type Levels, levelsIn, rulesShape } from "../../lint/levels.ts";
import { type Reading, respelled, under } from "../../manifest/reading.ts";
import { constant, map, type RecordShape, record } from "../../manifest/shape.ts";
import { readShape } from "../../manifest/structure.ts";
import type { Field, ObjectField } from "../../program.ts";
import { unknownWebhook } from "../diagnostics.ts";
import { type DeliverConfig, deliverShape, readDeliver } from "./deliver.ts";
import { outsideListings } from "./listing.ts";
import { checkServer, readServer, type ServerConfig, serverShape } from "./server.ts";
import { readStore, type StoreConfig, storeShape } from "./store.ts";
import { checkWebhook, isVariableUnder, laidOver, readWebhook, type WebhookConfig, webhookShape } from "./webhook.ts";

/** What `imlc.json` says. */
export interface Config {
  /** What holds for the webhooks that it does not name. */
  readonly webhook: WebhookConfig;
  /** By id: what holds for those that it names. */
  readonly webhooks: ReadonlyMap<string, WebhookConfig>;
  readonly deliver: DeliverConfig;
  readonly server: ServerConfig;
  readonly store: StoreConfig;
  /** What becomes of the findings of rules. */
  readonly levels: Levels;
}

/** What `imlc.json` may hold. */
export const configShape: RecordShape = record({
  $schema: { shape: constant("text"), doc: "Where an editor finds the JSON Schema of this file." },
  webhook: { shape: webhookShape, doc: "The webhook of this folder; of several, what holds for all." },
  webhooks: {
    shape: map(webhookShape),
    doc: "By the id of a webhook: the keys of `webhook` that hold for it alone, each in place of the one there.",
  },
  server: { shape: serverShape, doc: "To what the server that serves this folder holds those who send requests." },
  deliver: { shape: deliverShape, doc: "How the server that serves this folder delivers." },
  store: {
    shape: storeShape,
    doc: "How long the server that serves this folder keeps what nobody waits for any more.",
  },
  rules: {
    shape: rulesShape,
    doc: "Whether findings of a rule are left out (`off`), or count as `hint`, `warning` or `error`, by its code.",
  },
});

/** Reads the `imlc.json` of an app whose webhooks have these ids. */
export function readConfig({ uri }: Source, json: JsonNode | undefined, webhookIds: readonly string[]): Parsed<Config> {
  const reading: Reading = {
    uri,
    title: "`imlc.json`",
    path: [],
    isVariableAt: ([block, first, second]) => isVariableUnder(block === "webhooks" ? second : first),
    diagnostics: [],
  };
  const root = json && readShape(json, configShape, reading);
  if (!root) return { value: unconfigured, diagnostics: reading.diagnostics };
  const all = objectUnder(root, "webhook") ?? nothing;
  checkWebhook(all, under(reading, "webhook"));
  checkServer(root, reading);
  const webhooks = readWebhooks(valueUnder(root, "webhooks"), all, webhookIds, under(reading, "webhooks"));
  return {
    value: {
      webhook: readWebhook(all),
      webhooks,
      deliver: readDeliver(root),
      server: readServer(root),
      store: readStore(root),
      levels: levelsIn(valueUnder(root, "rules")),
    },
    diagnostics: outsideListings(reading.diagnostics, json),
  };
}

/** What holds for a webhook. */
export function configOf({ webhook, webhooks }: Config, id: string): WebhookConfig {
  return webhooks.get(id) ?? webhook;
}

const nothing: ObjectField = { kind: "object", uri: "", span: { start: 0, end: 0 }, entries: [] };

/** What holds where there is no `imlc.json`. */
export const unconfigured: Config = {
  webhook: readWebhook(nothing),
  webhooks: new Map(),
  deliver: readDeliver(nothing),
  server: readServer(nothing),
  store: readStore(nothing),
  levels: new Map(),
};

function readWebhooks(
  webhooks: Field | undefined,
  all: ObjectField,
  ids: readonly string[],
  reading: Reading,
): Config["webhooks"] {
  const found = new Map<string, WebhookConfig>();
  for (const entry of webhooks?.kind === "object" ? webhooks.entries : []) {
    const id = entry.kind === "entry" ? entry.key : "{{...}}";
    if (!ids.includes(id)) {
      const meant = nearest(id, ids);
      const fix = respelled(entry.keySpan, meant);
      reading.diagnostics.push(
        unknownWebhook({ uri: reading.uri, span: entry.keySpan }, { id, ids, nearest: meant }, fix),
      );
    } else if (entry.value.kind === "object") {
      checkWebhook(entry.value, under(reading, id));
      found.set(id, readWebhook(laidOver(all, entry.value)));
    }
  }
  return found;
}

function objectUnder(object: Field, key: string): ObjectField | undefined {
  const field = valueUnder(object, key);
  return field?.kind === "object" ? field : undefined;
}
