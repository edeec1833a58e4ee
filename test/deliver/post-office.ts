import { join } from "node:path";
import { afterEach } from "vitest";
import type { Value } from "../../language/values.ts";
import type { AttemptOptions } from "../../runtime/deliver/attempt.ts";
import type { DeliveryInfo, Handler } from "../../runtime/deliver/function.ts";
import { createLanes, type Lanes } from "../../runtime/deliver/lanes.ts";
import { defaultDelivery } from "../../runtime/deliver/settings.ts";
import { createTargets } from "../../runtime/deliver/target.ts";
import type { Engine, NewItem, Payload } from "../../runtime/engine/engine.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { createSecrets, newSecretKey } from "../../runtime/secrets.ts";
import { localSend } from "./consumer.ts";
import type { ManualClock } from "./manual-clock.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

export const secrets = await createSecrets(newSecretKey());

export interface LogLine {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface PostOffice {
  readonly engine: Engine;
  readonly lanes: Lanes;
  readonly log: readonly LogLine[];
  /** Accepts one request with a bundle for each text, and wakes whom it concerns. */
  post(uid: string, ...texts: readonly string[]): Promise<void>;
  accept(...items: readonly { readonly uid: string; readonly payload: Payload }[]): Promise<void>;
  /** Resolves when no lane is at work or stands in line: what comes next is for the clock to bring. */
  settled(): Promise<void>;
  /** Stops delivering and closes the store, as at the end of a process. */
  end(): Promise<void>;
}

export interface PostOfficeOptions {
  readonly clock: ManualClock;
  /** What the target `notify` does; by default nothing, well. */
  readonly notify?: (text: Value, info: DeliveryInfo) => unknown;
  readonly folder?: string;
  readonly render?: AttemptOptions["render"];
  readonly schedule?: readonly number[];
  readonly concurrency?: number;
  readonly perTarget?: number;
}

/** An engine with lanes that deliver from it, which end with the test. */
export async function postOffice(options: PostOfficeOptions): Promise<PostOffice> {
  const { clock, folder, schedule = defaultDelivery.schedule, concurrency = 8, perTarget = 8 } = options;
  const engine = await openSqlite({ file: folder === undefined ? ":memory:" : join(folder, "store.db") });
  const log: LogLine[] = [];
  const notify: Handler = options.notify ?? (() => {});
  const lanes = createLanes({
    engine,
    deliverTo: createTargets({ send: localSend, secrets, clock, timeout: 15_000, functions: { notify } }),
    render: options.render ?? (() => Promise.reject(new Error("Nothing is to be rendered here."))),
    clock,
    log: (_, event, fields = {}) => log.push({ event, fields }),
    random: () => 0.5,
    schedule,
    concurrency,
    perTarget,
  });
  const accept = async (...items: readonly { readonly uid: string; readonly payload: Payload }[]): Promise<void> => {
    const id = crypto.randomUUID();
    const accepted = await engine.accept({
      id,
      app: "chat",
      webhook: "events",
      receivedAt: clock.now(),
      method: "POST",
      url: "/",
      headers: {},
      body: new Uint8Array(),
      items: items.map((item, index): NewItem => ({ ...item, id: `${id}-${index}` })),
      dedupeWindow: 0,
    });
    lanes.wake(accepted.lanes);
  };
  const settled = async (): Promise<void> => {
    // Whom the clock has woken begins before the next timer.
    do await new Promise((resolve) => setTimeout(resolve, 1));
    while (lanes.counts().running + lanes.counts().waiting > 0);
  };
  const end = async (): Promise<void> => {
    await lanes.stop();
    await engine.close();
  };
  closing.push(end);
  return {
    engine,
    lanes,
    log,
    accept,
    settled,
    end,
    post: (uid, ...texts) =>
      accept(...texts.map((text) => ({ uid, payload: { kind: "bundle", bundle: JSON.stringify(text) } as const }))),
  };
}
