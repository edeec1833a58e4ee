import { EngineError } from "../error.ts";
import { createBatch } from "./batch.ts";
import { copyDatabase } from "./copy.ts";
import { openDatabase } from "./database.ts";
import { engineOf, type SqliteEngine } from "./engine.ts";
import type { Operation } from "./protocol.ts";
import { toError } from "./thread.ts";

/**
 * Opens an engine that keeps nothing, and works in the caller's own thread: for tests, of each of which the work is done
 * before a thread would have started.
 */
export function openInMemory(): SqliteEngine {
  const db = openDatabase(":memory:");
  const run = createBatch(db, ":memory:");
  return engineOf({
    // What a method answers only its name says.
    call: async (method, ...parameters) => {
      if (!db.isOpen) throw new EngineError("store-closed", "The store :memory: was closed.");
      const [answer] = run([{ id: 1, operation: { method, parameters } as Operation }]);
      if (answer?.kind === "failed") throw toError(answer.failure);
      return answer?.result as never;
    },
    copy: (to) => copyDatabase(db, to),
    close: async () => {
      if (db.isOpen) db.close();
    },
  });
}
