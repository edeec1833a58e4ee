import type { Clock } from "./clock.ts";
import type { AppModule } from "./contract.ts";
import type { Engine } from "./engine/engine.ts";
import type { Send } from "./http/send.ts";
import type { Log } from "./log.ts";
import type { Secrets } from "./secrets.ts";

/** Everything that the runtime does not compute itself: each effect is an argument. */
export interface Context {
  readonly apps: readonly AppModule[];
  readonly engine: Engine;
  /** Tells whoever delivers that these subscriptions may have something new. */
  readonly wake: (subscriptions: readonly string[]) => void;
  readonly secrets: Secrets;
  readonly send: Send;
  readonly log: Log;
  readonly clock: Clock;
  /** Under which the world reaches this server: `https://hooks.example.com`. */
  readonly publicUrl: string;
}
