import { didYouMean, nearest } from "../language/nearest.ts";
import type { Collection, Value } from "../language/values.ts";
import { register } from "../runtime/connection/register.ts";
import type { AppModule } from "../runtime/contract.ts";
import type { Failure, LedgerState } from "../runtime/engine/engine.ts";
import type { Reply } from "../runtime/http/message.ts";
import type { OutgoingRequest } from "../runtime/http/send.ts";
import { sealParameters } from "../runtime/stored.ts";
import { HarnessError } from "./error.ts";
import { answered, type Place, subscribe } from "./world/hook.ts";
import type { HookItem } from "./world/items.ts";
import type { HookRequest } from "./world/request.ts";
import { createService, type ScriptedAnswer } from "./world/service.ts";
import { connectionView, ofSubscription, refused, subscriptionView } from "./world/subscriptions.ts";
import { openWorld } from "./world/world.ts";

/**
 * How a webhook is served for a test.
 *
 * @example
 * ```ts
 * import type { HarnessOptions } from "imlc/testing";
 *
 * export const options: HarnessOptions = { now: Date.UTC(2026, 1, 28), environment: { SHOP_SECRET: "s3cret" } };
 * ```
 */
export interface HarnessOptions {
  /** The time, in epoch milliseconds; default: the beginning of 2026. */
  readonly now?: number;
  /** Variables of the environment: the secrets of signatures. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Laid over the app's common data. */
  readonly common?: Collection;
  /** The webhook; needed where the app has several. */
  readonly webhook?: string;
}

/**
 * A connection that is there without the service being asked.
 *
 * @example
 * ```ts
 * import type { GivenConnection } from "imlc/testing";
 *
 * export const ada: GivenConnection = { uid: 7, data: { accessToken: "a token" } };
 * ```
 */
export interface GivenConnection {
  readonly uid: Value;
  /** Which connection manifest; needed where the app has several. */
  readonly connection?: string | undefined;
  readonly parameters?: Collection;
  readonly data?: Collection;
}

/**
 * A subscription of a connection, with what attach saved of it.
 *
 * @example
 * ```ts
 * import type { GivenSubscription } from "imlc/testing";
 *
 * export const ordersOfAda: GivenSubscription = { connection: "ada", parameters: { events: ["order.created"] } };
 * ```
 */
export interface GivenSubscription {
  readonly connection: string;
  readonly parameters?: Collection;
  readonly data?: Collection;
}

/**
 * What came of a request to the shared URL.
 *
 * @example
 * ```ts
 * import type { Answered } from "imlc/testing";
 *
 * export const isTaken = ({ reply, failure }: Answered): boolean => reply.status < 300 && failure === undefined;
 * ```
 */
export interface Answered {
  readonly reply: Reply;
  /** All items of the request, in their order. */
  readonly items: readonly HookItem[];
  /** What was let pass but deserves to be seen. */
  readonly warnings: readonly string[];
  /** Why the request could not be evaluated. */
  readonly failure?: Failure;
}

/**
 * What came of calls of the service.
 *
 * @example
 * ```ts
 * import type { Called } from "imlc/testing";
 *
 * export const urlsOf = ({ asked }: Called): readonly string[] => asked.map(({ url }) => url);
 * ```
 */
export interface Called {
  /** Of the subscription. */
  readonly state?: LedgerState;
  /** What attach has saved of it. */
  readonly saved?: Collection;
  /** Of the connection. */
  readonly uid?: string;
  /** Of the connection. */
  readonly metadata?: Value;
  readonly error?: Failure;
  /** What the service was asked, also what there was no answer for. */
  readonly asked: readonly OutgoingRequest[];
}

/**
 * One webhook of an app as the runtime serves it, with a store in memory, a clock that stands still, and a service that
 * answers what the test says; nothing reaches the network. Names of subscriptions are the test's.
 *
 * @example
 * ```ts
 * import type { Harness } from "imlc/testing";
 *
 * export async function addUser(harness: Harness, name: string, uid: number): Promise<void> {
 *   await harness.connect(name, { uid });
 *   await harness.subscribe(`${name}'s`, { connection: name });
 * }
 * ```
 */
export interface Harness {
  /** Puts a connection there. */
  connect(id: string, given: GivenConnection): Promise<void>;
  /** Puts a subscription there, attached. */
  subscribe(id: string, given: GivenSubscription): Promise<void>;
  /** Sends a request to the shared URL. */
  request(request: HookRequest): Promise<Answered>;
  /** Has the connection manifest ask the service who a user is. */
  authorize(
    id: string,
    given: Pick<GivenConnection, "connection" | "parameters">,
    service?: readonly ScriptedAnswer[],
  ): Promise<Called>;
  /** Subscribes: runs attach. */
  attach(id: string, given: Omit<GivenSubscription, "data">, service?: readonly ScriptedAnswer[]): Promise<Called>;
  /** Changes the parameters of a subscription: runs update. */
  update(id: string, parameters: Collection, service?: readonly ScriptedAnswer[]): Promise<Called>;
  /** Ends a subscription: runs detach. */
  detach(id: string, service?: readonly ScriptedAnswer[]): Promise<Called>;
  close(): Promise<void>;
}

/**
 * Serves a webhook of an app for a test. Rejects with a `HarnessError` if the app has no such webhook.
 *
 * @example
 * ```ts
 * import { compileApp, createHarness } from "imlc/testing";
 *
 * const harness = await createHarness(await compileApp("apps/chat"));
 * await harness.connect("ada", { uid: 7 });
 * await harness.subscribe("ada's", { connection: "ada" });
 * const { items } = await harness.request({ body: { data: [{ userId: 7, text: "hello" }] } });
 * console.log(items[0]?.owners);
 * await harness.close();
 * ```
 */
export async function createHarness(app: AppModule, options: HarnessOptions = {}): Promise<Harness> {
  const { now = Date.UTC(2026, 0, 1), environment = {}, common = {} } = options;
  const webhook = webhookOf(app, options.webhook);
  const service = createService();
  const world = await openWorld(app, { now, environment, common, send: service.send });
  const place: Place = { world, app, webhook, names: new Map() };
  const asking = async (
    answers: readonly ScriptedAnswer[],
    call: () => Promise<Omit<Called, "asked">>,
  ): Promise<Called> => {
    service.script(answers);
    const called = await call().catch(refused);
    return { ...called, asked: service.asked() };
  };
  return {
    connect: async (id, { parameters = {}, data = {}, ...given }) => {
      await register(world.context, { app, id, parameters, data, ...given });
    },
    subscribe: (id, given) => subscribe(place, id, given),
    request: (request) => answered(place, request),
    authorize: (id, { connection, parameters = {} }, answers = []) =>
      asking(answers, async () =>
        connectionView(await register(world.context, { app, id, connection, parameters, data: {} })),
      ),
    attach: (id, { connection, parameters = {} }, answers = []) =>
      asking(answers, async () => {
        const target = { kind: "function", name: id } as const;
        const made = await world.ledger.create({ app, webhook, connection, parameters, target });
        place.names.set(id, made.id);
        return subscriptionView(world, made);
      }),
    update: (id, parameters, answers = []) =>
      asking(answers, async () => {
        const sealed = await sealParameters(world.context.secrets, parameters);
        return ofSubscription(place, id, (known) => world.ledger.change(known, { parameters: sealed }));
      }),
    detach: (id, answers = []) => asking(answers, () => ofSubscription(place, id, world.ledger.remove)),
    close: () => world.context.engine.close(),
  };
}

function webhookOf({ id, webhooks }: AppModule, asked: string | undefined): string {
  const names = Object.keys(webhooks);
  const [only, other] = names;
  if (asked !== undefined && names.includes(asked)) return asked;
  if (asked === undefined && only !== undefined && other === undefined) return only;
  const there = names.map((name) => `\`${name}\``).join(", ");
  if (only === undefined) throw new HarnessError(`The app \`${id}\` has no shared webhook.`);
  if (asked === undefined) throw new HarnessError(`The app \`${id}\` has several webhooks: name one of ${there}.`);
  throw new HarnessError(
    `The app \`${id}\` has no webhook \`${asked}\`, but ${there}.${didYouMean(nearest(asked, names))}`,
  );
}
