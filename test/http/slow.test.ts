import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import type { RawRequest, Reply } from "../../runtime/http/message.ts";
import { dial, serveRaw } from "./raw.ts";
import { slowSenders } from "./slow-senders.ts";

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe("senders of a byte now and then", () => {
  it("are cut off when their time is up, and take nobody's place until then", async () => {
    const server = await serveRaw(async () => ({ status: 200, headers: {}, body: "ok" }), {
      arrival: 5000,
      requests: 10,
    });
    open.push(server);
    const slow = await slowSenders(server.port, 100, 50);
    for (let n = 0; n < 20; n += 1) {
      expect((await fetch(`http://127.0.0.1:${server.port}/`, { method: "POST", body: "{}" })).status).toBe(200);
    }
    expect(slow.open()).toBe(100);
    const lifetimes = await slow.ended;
    expect(Math.max(...lifetimes)).toBeLessThan(5000 + 20_000);
    expect(Math.min(...lifetimes)).toBeGreaterThan(4500);
  });
});

describe("a client that does not take its answer", () => {
  it("is cut off when its time is up", async () => {
    const large: Reply = { status: 200, headers: {}, body: "x".repeat(50_000_000) };
    const small: Reply = { status: 200, headers: {}, body: "ok" };
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const handle = async ({ url }: RawRequest) => {
      if (url === "/large") resolve();
      return url === "/large" ? large : small;
    };
    const server = await serveRaw(handle, { arrival: 500, pending: 40_000_000 });
    open.push(server);
    const status = async () => (await fetch(`http://127.0.0.1:${server.port}/`)).status;
    const socket = await dial(server.port);
    socket.pause();
    socket.on("error", () => undefined);
    socket.write("GET /large HTTP/1.1\r\nhost: a\r\n\r\n");
    await asked;
    // As long as the answer is kept for it, there is no room for others.
    await expect.poll(status).toBe(200);
    socket.resume();
    let taken = 0;
    socket.on("data", (chunk) => {
      taken += chunk.length;
    });
    await once(socket, "close");
    expect(taken).toBeLessThan(50_000_000);
  });
});
