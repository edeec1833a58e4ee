import type { Context } from "../context.ts";
import type { Subscription } from "../engine/engine.ts";

/** Where the ledger works: what it needs, and who may not work at once. */
export interface Desk {
  readonly context: Context;
  /** Remote calls for one connection and webhook come one after the other. */
  forConnection<T>(of: Pick<Subscription, "app" | "webhook" | "connection">, task: () => Promise<T>): Promise<T>;
  /** So do decisions about one hook, which several connections may have. */
  forHook<T>(hook: string, task: () => Promise<T>): Promise<T>;
  /** Runs a task that asks the service for a hook; `gone` tells whether a detach of that hook went out meanwhile. */
  whileAsking<T>(task: (gone: (hook: string) => boolean) => Promise<T>): Promise<T>;
  /** Runs a task that detaches a hook. */
  whileEnding<T>(hook: string, task: () => Promise<T>): Promise<T>;
}

export function createDesk(context: Context): Desk {
  const { serial } = context;
  /** By each task that asks: the hooks that were being detached since it began. */
  const asking = new Set<Set<string>>();
  const ending = new Set<string>();
  return {
    context,
    forConnection: ({ app, webhook, connection }, task) =>
      serial(JSON.stringify(["ledger", app, webhook, connection]), task),
    forHook: (hook, task) => serial(JSON.stringify(["hook", hook]), task),
    async whileAsking(task) {
      const gone = new Set(ending);
      asking.add(gone);
      try {
        return await task((hook) => gone.has(hook));
      } finally {
        asking.delete(gone);
      }
    },
    async whileEnding(hook, task) {
      for (const gone of asking) gone.add(hook);
      ending.add(hook);
      try {
        return await task();
      } finally {
        ending.delete(hook);
      }
    },
  };
}
