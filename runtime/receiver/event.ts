import type { Value } from "../../language/values.ts";
import type { TypesOf, WebhookModule } from "../contract.ts";
import type { Failure } from "../engine/engine.ts";
import type { RawRequest } from "../http/message.ts";
import type { Delivered } from "./delivered.ts";

/**
 * One webhook, or several by their names: what `createReceiver` serves.
 *
 * @example
 * import { createReceiver, type Receiver, type Webhooks } from "imlc/runtime";
 *
 * export const printing = (webhooks: Webhooks): Receiver =>
 *   createReceiver(webhooks, { onItem: ({ webhook, uid }) => console.log(webhook, uid) });
 */
export type Webhooks = WebhookModule | Readonly<Record<string, WebhookModule>>;

/**
 * An item on its way to `onItem`, with the types that were inferred of its webhook; of several webhooks `webhook` tells which
 * it is.
 *
 * @example
 * import type { ItemEvent } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * export function titleOf({ output }: ItemEvent<typeof app.webhooks>): string {
 *   return output.title;
 * }
 */
export type ItemEvent<W extends Webhooks> = EventBy<Named<W>, "item">;

/**
 * An item that could not be made into its output, on its way to `onFailure`.
 *
 * @example
 * import type { ItemFailure } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * export function storyOf({ failure }: ItemFailure<typeof app.webhooks>): string {
 *   return `${failure.place}: ${failure.message}`;
 * }
 */
export type ItemFailure<W extends Webhooks> = EventBy<Named<W>, "failure">;

/**
 * One who gets the items of a uid: what `parameters` and `data` of the templates are for him.
 *
 * @example
 * import type { ItemOwner } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * export const ada: ItemOwner<typeof app.webhooks> = { id: "ada", parameters: { language: "en" }, saved: {} };
 */
export type ItemOwner<W extends Webhooks> = { [N in keyof Named<W>]: OwnerOf<Named<W>[N]> }[keyof Named<W>];

/** What both kinds of events have. */
interface Arrived<N, M> {
  /** The name of the webhook; of one that is served alone it is `webhook`. */
  readonly webhook: N;
  /** Of this item in this request; a repeat of the request has others. */
  readonly id: string;
  /** Whose it is; undefined: nobody's, be it for the lack of a `uid`, or because it concerns the app itself. */
  readonly uid: string | undefined;
  /** Whether the manifest says that the item concerns the app itself. */
  readonly platform: boolean;
  /** The key by which a repeat is told, where the manifest declares one. */
  readonly key: string | undefined;
  readonly item: Claimed<M, "Item">;
  readonly body: Claimed<M, "Body">;
  /** As it came. */
  readonly request: RawRequest;
}

interface Handed<N, M> extends Arrived<N, M> {
  /** What the manifest makes of the item, as its JSON says it. */
  readonly output: Delivered<Claimed<M, "Output">>;
  /** Whom it is made for, where the receiver was told `owners`. */
  readonly owner: OwnerOf<M> | undefined;
}

interface Failed<N, M> extends Arrived<N, M> {
  readonly failure: Failure;
}

interface OwnerOf<M> {
  /** What the host program knows him by. */
  readonly id: string;
  readonly parameters: Claimed<M, "Parameters">;
  /** What attach has saved of it. */
  readonly saved: M extends { readonly attach: infer Attach } ? Told<TypesOf<Attach>, "Saved"> : Anything;
}

interface Kinds<N, M> {
  readonly item: Handed<N, M>;
  readonly failure: Failed<N, M>;
}

type EventBy<Modules, Kind extends keyof Kinds<unknown, unknown>> = {
  [N in keyof Modules]: Kinds<N, Modules[N]>[Kind];
}[keyof Modules];

type Named<W> = W extends WebhookModule ? { readonly webhook: W } : W;

/** A type that a webhook's communication carries. */
type Claimed<M, Name extends string> = M extends { readonly communication: infer C }
  ? Told<TypesOf<C>, Name>
  : Anything;

type Told<Types, Name extends string> = Types extends { readonly [K in Name]: infer Type } ? Type : Anything;

/** What is not known to TypeScript. */
type Anything = Value;
