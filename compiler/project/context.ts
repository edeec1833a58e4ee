import { type Type, t } from "../../language/types.ts";
import type { ParsedManifest, Surroundings } from "../analyze.ts";
import type { Known } from "../check/check.ts";
import type { CustomRows } from "../check/infer.ts";
import type { Manifest } from "../manifest/read.ts";
import type { App } from "./app.ts";
import type { Reference, WebhookFiles } from "./components.ts";
import type { WebhookConfig } from "./config/webhook.ts";
import type { ConnectionAnalysis } from "./facts.ts";

/** What the components of an app are analysed with. */
export interface Context {
  readonly app: App;
  /** Those of its webhooks whose URL all users share. */
  readonly shared: readonly WebhookFiles[];
  readonly config: WebhookConfig;
  /** `imlc.json` as it is written. */
  readonly configFile: ParsedManifest | undefined;
  /** The type of the body that requests to the webhook have, if it is declared. */
  readonly body: Type | undefined;
  /** The functions of the app whose code there is. */
  readonly custom: CustomRows;
  /** These, and those that are only declared. */
  readonly declared: CustomRows;
  readonly common: Type;
  readonly connections: readonly ConnectionAnalysis[];
  readonly base: Manifest | undefined;
  /** What holds for all that inherit the base. */
  readonly inherited: Known;
}

/** What a manifest is analysed with, beside what is known of its variables. */
export function surroundings(context: Context, isRun: boolean, known: Known): Surroundings {
  const { config, custom, declared, base, inherited } = context;
  return { base, inherited, equality: config.equality, custom: isRun ? custom : declared, known };
}

/** What `connection` holds for a component that names some connections; of several nobody knows which one it is. */
export function connectionType({ app, connections }: Context, references: readonly Reference[]): Type {
  const ids = new Set(references.map(({ id }) => id));
  const isAlone = ids.size === 0 && app.layout === "bare";
  const own = isAlone ? connections : connections.filter(({ id }) => ids.has(id));
  const [only] = own;
  return only && own.length === 1 && (isAlone || ids.size === 1) ? only.data : t.any;
}
