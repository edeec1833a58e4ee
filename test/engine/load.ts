import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";

/**
 * A process of its own that accepts as fast as it can, and prints a line for each request that was acknowledged: its
 * round, client and number. Ends when it is killed, or when the store refuses: then with the code of the refusal.
 */
const [file = "", round = ""] = process.argv.slice(2);
const engine = await openSqlite({ file });

async function client(uid: string): Promise<never> {
  for (let n = 0; ; n += 1) {
    const name = `${round} ${uid} ${n}`;
    await engine.accept({
      id: `request ${name}`,
      app: "chat",
      webhook: "events",
      receivedAt: Date.now(),
      method: "POST",
      url: "/hooks/chat/events",
      headers: {},
      body: new Uint8Array(500),
      items: [0, 1].map((part) => ({
        id: `item ${name} ${part}`,
        uid,
        payload: { kind: "bundle", bundle: JSON.stringify([Number(round), n, part]) },
      })),
      dedupeWindow: 0,
    });
    process.stdout.write(`${name}\n`);
  }
}

try {
  await Promise.all(Array.from({ length: 8 }, (_, index) => client(`u${index}`)));
} catch (error) {
  process.stdout.write(`refused ${error instanceof Error && "code" in error ? error.code : String(error)}\n`);
  process.exit(0);
}
