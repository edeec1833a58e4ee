import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { admin, listen, openInbox, root, type Serving, serve, until } from "./server.ts";

const kills = 20;
const users = ["7", "9", "11"];

test(`${kills} times killed under load: nothing that was accepted is lost, order holds, repeats carry the same id`, async () => {
  const inbox = await openInbox();
  const chat = createServer((_request, response) => {
    response.writeHead(201, { "content-type": "application/json" }).end('{"id": "hook"}');
  });
  const service = await listen(chat);
  const cwd = mkdtempSync(join(tmpdir(), "imlc-kill-"));
  const start = (): Promise<Serving> =>
    serve(
      [
        join(root, "examples/chat"),
        ...["--port", "0", "--store", "sqlite:store.db", "--resolve", `https://www.example.com=${service}`],
        ...[inbox.url, service].flatMap((url) => ["--allow-host", url.slice("http://".length)]),
      ],
      { cwd },
    );

  const accepted = new Map<string, number[]>(users.map((uid) => [uid, []]));
  let next = 0;
  let server = await start();
  for (const uid of users) {
    await admin(server.url, "PUT", `/apps/chat/connections/${uid}`, { uid });
    const subscription = { connection: uid, target: { url: `${inbox.url}/${uid}` } };
    expect(await admin(server.url, "POST", "/apps/chat/webhooks/webhook/subscriptions", subscription)).toMatchObject({
      status: 201,
    });
  }

  for (let cycle = 0; cycle < kills; cycle++) {
    let running = true;
    const load = users.map(async (uid) => {
      while (running) {
        const numbers = [next++, next++, next++];
        const body = JSON.stringify({ data: numbers.map((n) => ({ userId: Number(uid), n })) });
        const answered = await fetch(`${server.url}/hooks/chat/webhook`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        }).catch(() => undefined);
        if (answered === undefined) return;
        expect(answered.status).toBe(200);
        accepted.get(uid)?.push(...numbers);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 100 + 17 * cycle));
    await server.end("SIGKILL");
    running = false;
    await Promise.all(load);
    server = await start();
  }

  const first = (uid: string): { ids: Map<number, Set<string>>; order: number[] } => {
    const ids = new Map<number, Set<string>>();
    const order: number[] = [];
    for (const { id, text } of inbox.arrivals.get(`/${uid}`) ?? []) {
      const { n } = JSON.parse(text) as { n: number };
      if (!ids.has(n)) order.push(n);
      ids.set(n, (ids.get(n) ?? new Set()).add(id));
    }
    return { ids, order };
  };
  const complete = (uid: string): boolean => {
    const { ids } = first(uid);
    return accepted.get(uid)?.every((n) => ids.has(n)) === true;
  };
  await until(() => users.every(complete), 20_000, "every accepted item");
  await server.end("SIGTERM");
  inbox.server.close();
  chat.close();

  for (const uid of users) {
    const { ids, order } = first(uid);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect([...ids.values()].every((seen) => seen.size === 1)).toBe(true);
  }
  const total = [...accepted.values()].reduce((sum, list) => sum + list.length, 0);
  expect(total).toBeGreaterThan(kills * 10);
  console.info(`${total} items accepted over ${kills} kills, all delivered in order`);
}, 180_000);
