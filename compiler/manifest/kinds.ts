import { condition } from "./directives/condition.ts";
import { iterate } from "./directives/iterate.ts";
import { everythingKept } from "./directives/kept.ts";
import { output } from "./directives/output.ts";
import { respond } from "./directives/respond.ts";
import { responder } from "./directives/responder.ts";
import { uid } from "./directives/uid.ts";
import { verification } from "./directives/verification.ts";
import { notInWebhook } from "./elsewhere.ts";
import { baseDirectives, calling, endpointDirectives, epochDirectives, eventDirectives } from "./modules.ts";
import { type Directives, sending, together } from "./sending.ts";
import { stages } from "./stages.ts";

/**
 * What a manifest is. An action, a search and a universal module are `module`, a polling trigger is `trigger`.
 *
 * @example
 * import { analyze, type Kind } from "imlc";
 *
 * export const mistakesIn = (text: string, kind: Kind): readonly string[] =>
 *   analyze({ uri: `${kind}.iml.json`, text }, kind).diagnostics.map(({ message }) => message);
 */
export type Kind =
  | "webhook"
  | "attach"
  | "detach"
  | "update"
  | "listing"
  | "connection"
  | "base"
  | "module"
  | "trigger"
  | "instant-trigger"
  | "responder"
  | "rpc"
  | "endpoint"
  | "epoch";

/** What a manifest of one kind may hold. */
export interface KindSpec extends Directives {
  /** What it is called in a sentence. */
  readonly title: string;
  /** Whether imlc runs it. What it does not run is checked, and nothing is generated of it. */
  readonly runs: boolean;
  /** Whether several requests may stand in a list. */
  readonly lists: boolean;
  /** Whether the base is laid under it. */
  readonly inherits: boolean;
}

/** Each kind of manifest. */
export const kinds: Readonly<Record<Kind, KindSpec>> = {
  webhook: {
    title: "the communication of a webhook",
    ...together([verification, condition, iterate, uid, output, respond], notInWebhook),
    runs: true,
    lists: false,
    inherits: false,
  },
  attach: {
    title: "an attach",
    ...sending(stages.attach, ["data"]),
    runs: true,
    lists: true,
    inherits: true,
  },
  detach: {
    title: "a detach",
    ...sending(stages.detach, ["data"]),
    runs: true,
    lists: true,
    inherits: true,
  },
  update: {
    title: "an update",
    ...sending(stages.attach, ["data"]),
    runs: true,
    lists: true,
    inherits: true,
  },
  listing: {
    title: "a listing",
    ...sending(stages.listing, ["data"], {}, true),
    runs: true,
    lists: true,
    inherits: true,
  },
  connection: {
    title: "a connection",
    ...sending(stages.connection, everythingKept, {
      uid: "The uid of the user stands in `response`.",
      baseUrl: "A connection inherits nothing: give the whole `url`.",
    }),
    runs: true,
    lists: true,
    inherits: false,
  },
  base: {
    title: "a base",
    ...baseDirectives,
    runs: false,
    lists: false,
    inherits: false,
  },
  module: {
    title: "a module",
    ...calling(stages.module),
    runs: false,
    lists: true,
    inherits: true,
  },
  trigger: {
    title: "a polling trigger",
    ...calling(stages.module),
    runs: false,
    lists: true,
    inherits: true,
  },
  "instant-trigger": {
    title: "an instant trigger",
    ...eventDirectives,
    runs: false,
    lists: true,
    inherits: true,
  },
  responder: {
    title: "a responder",
    ...together([responder], {}),
    runs: false,
    lists: false,
    inherits: false,
  },
  rpc: {
    title: "a remote procedure",
    ...calling(stages.rpc),
    runs: false,
    lists: true,
    inherits: true,
  },
  endpoint: {
    title: "an endpoint",
    ...endpointDirectives,
    runs: false,
    lists: false,
    inherits: true,
  },
  epoch: {
    title: "an epoch",
    ...epochDirectives,
    runs: false,
    lists: false,
    inherits: true,
  },
};
