import { Agent, request } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import type { ServerLimits } from "../../runtime/http/answer.ts";
import type { RawRequest, Reply } from "../../runtime/http/message.ts";
import { type Listening, listen } from "../../runtime/http/node.ts";
import { dial, answerTo as raw, serveRaw } from "./raw.ts";

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const ok: Reply = { status: 200, headers: { "content-type": "text/plain" }, body: "ok" };

async function serve(
  handle: (request: RawRequest) => Promise<Reply>,
  limits?: Partial<ServerLimits>,
): Promise<Listening> {
  const server = await serveRaw(handle, limits);
  open.push(server);
  return server;
}

describe("a request", () => {
  it("comes with its method, path and query, lower-case headers, and raw bytes", async () => {
    const seen: RawRequest[] = [];
    const { port } = await serve(async (one) => {
      seen.push(one);
      return ok;
    });
    const bytes = Uint8Array.from([0, 255, 10, 13]);
    const sent = await request(`http://127.0.0.1:${port}/a%20b?c=d`, {
      method: "PUT",
      headers: { "X-Kind": "a", "content-type": "x/y" },
      body: bytes,
    });
    expect(await sent.body.text()).toBe("ok");
    expect(seen[0]).toMatchObject({
      method: "PUT",
      url: "/a%20b?c=d",
      headers: { "x-kind": "a", "content-type": "x/y" },
    });
    expect([...(seen[0]?.body ?? [])]).toEqual([...bytes]);
  });

  it("may name the whole URL, as if to a proxy", async () => {
    const { port } = await serve(async ({ url }) => ({ ...ok, body: url }));
    expect(await raw(port, "GET http://hooks.example/a/b?c=d HTTP/1.1\r\nhost: hooks.example\r\n\r\n")).toContain(
      "\r\n\r\n/a/b?c=d",
    );
  });

  it("that repeats a header gets its values joined", async () => {
    const { port } = await serve(async ({ headers }) => ({ ...ok, body: headers["x-tag"] ?? "" }));
    expect(await raw(port, "GET / HTTP/1.1\r\nhost: a\r\nx-tag: 1\r\nX-Tag: 2\r\n\r\n")).toContain("\r\n\r\n1, 2");
  });
});

describe("a reply", () => {
  it.each([204, 304])("%i has neither body nor length", async (status) => {
    const { port } = await serve(async () => ({ status, headers: { "x-a": "1" }, body: "" }));
    const answer = await raw(port, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
    expect(answer.toLowerCase()).not.toMatch(/content-length|transfer-encoding/);
    expect(answer.endsWith("\r\n\r\n")).toBe(true);
  });

  it.each([205, 255, 599])("%i is sent as it is", async (status) => {
    const { port } = await serve(async () => ({ status, headers: {}, body: "" }));
    expect(await raw(port, "GET / HTTP/1.1\r\nhost: a\r\n\r\n")).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it("to HEAD has no body", async () => {
    const { port } = await serve(async () => ok);
    expect(await raw(port, "HEAD / HTTP/1.1\r\nhost: a\r\n\r\n")).toMatch(/content-length: 2\r\n[\s\S]*\r\n\r\n$/i);
  });

  it("of a handler that fails is 500 and says nothing of why", async () => {
    const { port } = await serve(() => Promise.reject(new Error("canary")));
    const { statusCode, body } = await request(`http://127.0.0.1:${port}/`);
    expect(statusCode).toBe(500);
    expect(await body.text()).not.toContain("canary");
  });
});

describe("the body limit", () => {
  const posting = (bytes: number, chunked: boolean) =>
    chunked
      ? `POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${bytes.toString(16)}\r\n${"x".repeat(bytes)}\r\n0\r\n\r\n`
      : `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${bytes}\r\n\r\n${"x".repeat(bytes)}`;

  it.each([
    [1000, false, 200],
    [1001, false, 413],
    [1000, true, 200],
    [1001, true, 413],
  ])("with %i bytes (chunked: %s) answers %i", async (bytes, chunked, status) => {
    const { port } = await serve(async () => ok, { body: 1000 });
    expect(await raw(port, posting(bytes, chunked))).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
  });

  it("is 5 MiB, with the code in the answer", async () => {
    const { port } = await serve(async () => ok);
    const post = (bytes: number) => request(`http://127.0.0.1:${port}/`, { method: "POST", body: Buffer.alloc(bytes) });
    expect((await post(5 * 1024 * 1024)).statusCode).toBe(200);
    const refused = await post(5 * 1024 * 1024 + 1);
    expect([refused.statusCode, await refused.body.json()]).toMatchObject([413, { error: { code: "body-too-large" } }]);
  });
});

describe("other limits", () => {
  it("headers may have 16 KB", async () => {
    const { port } = await serve(async () => ok);
    const withHeader = (bytes: number) => raw(port, `GET / HTTP/1.1\r\nhost: a\r\nx: ${"h".repeat(bytes)}\r\n\r\n`);
    expect(await withHeader(16_000)).toMatch(/^HTTP\/1.1 200/);
    expect(await withHeader(16_500)).toMatch(/^HTTP\/1.1 431/);
  });

  it.each([
    ["headers", "POST / HTTP/1.1\r\nhost: a\r\n"],
    ["the body", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n12345"],
  ])("a connection that does not finish %s in time is ended with 408", async (_what, begun) => {
    const { port } = await serve(async () => ok, { arrival: 300 });
    expect(await raw(port, begun, 5000)).toMatch(/^HTTP\/1.1 408/);
  });

  it("requests above what is in work are turned away with 503 and Retry-After, and taken again later", async () => {
    let finish = (): void => undefined;
    const first = new Promise<Reply>((resolve) => {
      finish = () => resolve(ok);
    });
    let inWork = 0;
    const { port } = await serve(
      () => {
        inWork += 1;
        return first;
      },
      { requests: 2 },
    );
    const agent = new Agent({ connections: 10 });
    open.push(agent);
    const get = () => request(`http://127.0.0.1:${port}/`, { dispatcher: agent });
    const held = [get(), get()];
    await expect.poll(() => inWork).toBe(2);
    const refused = await get();
    expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([503, "1"]);
    finish();
    for (const one of held) expect((await one).statusCode).toBe(200);
    expect((await get()).statusCode).toBe(200);
  });

  it("bytes above what is in work are turned away", async () => {
    let finish = (): void => undefined;
    const first = new Promise<Reply>((resolve) => {
      finish = () => resolve(ok);
    });
    let inWork = 0;
    const { port } = await serve(
      () => {
        inWork += 1;
        return first;
      },
      { pending: 1000 },
    );
    const held = request(`http://127.0.0.1:${port}/`, { method: "POST", body: Buffer.alloc(1000) });
    await expect.poll(() => inWork).toBe(1);
    expect((await request(`http://127.0.0.1:${port}/`)).statusCode).toBe(503);
    finish();
    expect((await held).statusCode).toBe(200);
  });

  it("there is room for bodies as large as they may be", async () => {
    const { port } = await serve(async () => ok, { body: 40_000_000 });
    const post = (bytes: number) => request(`http://127.0.0.1:${port}/`, { method: "POST", body: Buffer.alloc(bytes) });
    expect((await post(40_000_000)).statusCode).toBe(200);
    expect((await post(40_000_001)).statusCode).toBe(413);
  });

  it("an answer that is not taken counts among the bytes in work", async () => {
    const large: Reply = { ...ok, body: "x".repeat(50_000_000) };
    const { port } = await serve(async ({ url }) => (url === "/large" ? large : ok), { pending: 40_000_000 });
    const get = async () => (await request(`http://127.0.0.1:${port}/`)).statusCode;
    const slow = await dial(port);
    slow.on("error", () => undefined).pause();
    slow.write("GET /large HTTP/1.1\r\nhost: a\r\n\r\n");
    await expect.poll(get).toBe(503);
    slow.destroy();
    await expect.poll(get).toBe(200);
  });

  it("a body that comes byte by byte is read whole", async () => {
    const { port } = await serve(async ({ body }) => ({ ...ok, body: Buffer.from(body).toString() }), { body: 5000 });
    const text = Array.from({ length: 5000 }, (_, n) => String(n % 10)).join("");
    const chunks = [...text].map((character) => `1\r\n${character}\r\n`).join("");
    const answer = await raw(
      port,
      `POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`,
    );
    expect(answer.split("\r\n\r\n")[1]).toBe(text);
  });

  it("what would be turned away later is turned away before its body is read", async () => {
    const handled: string[] = [];
    const server = await listen(
      async ({ url }) => {
        handled.push(url);
        return ok;
      },
      { host: "127.0.0.1", port: 0, isBehind: ({ url }) => url.startsWith("/hooks/") },
    );
    open.push(server);
    const post = (path: string) =>
      request(`http://127.0.0.1:${server.port}${path}`, { method: "POST", body: Buffer.alloc(1_000_000) });
    const refused = await post("/hooks/a/b");
    expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([503, "1"]);
    expect((await post("/health")).statusCode).toBe(200);
    expect(handled).toEqual(["/health"]);
    expect(server.turnedAway()).toBe(1);
  });

  it.each([
    ["both lengths", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["two lengths", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello"],
    ["a folded header", "GET / HTTP/1.1\r\nhost: a\r\nx: 1\r\n 2\r\n\r\n"],
    ["a bare CR", "GET / HTTP/1.1\r\nhost: a\rx: 1\r\n\r\n"],
    ["no host", "GET / HTTP/1.1\r\n\r\n"],
    ["a space before the colon", "GET / HTTP/1.1\r\nhost : a\r\n\r\n"],
  ])("a message that two servers could read differently is refused: %s", async (_what, bytes) => {
    const { port } = await serve(async () => ok);
    expect(await raw(port, bytes)).toMatch(/^HTTP\/1.1 400/);
  });
});

describe("close", () => {
  it("answers what is in work, takes nothing new, and waits for no idle connection", async () => {
    let started = (): void => undefined;
    const inWork = new Promise<void>((resolve) => {
      started = resolve;
    });
    const server = await listen(
      async () => {
        started();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return ok;
      },
      { host: "127.0.0.1", port: 0, limits: { drain: 60_000 } },
    );
    const idle = await dial(server.port);
    const agent = new Agent();
    open.push(agent);
    const asked = request(`http://127.0.0.1:${server.port}/`, { dispatcher: agent });
    await inWork;
    const begun = Date.now();
    const closed = server.close();
    expect((await asked).statusCode).toBe(200);
    await (await asked).body.text();
    await closed;
    expect(Date.now() - begun).toBeLessThan(30_000);
    await expect(dial(server.port)).rejects.toThrow();
    idle.destroy();
  });

  it("does not wait for ever", async () => {
    const { promise: inWork, resolve: started } = Promise.withResolvers<void>();
    const server = await listen(
      () => {
        started();
        return new Promise(() => undefined);
      },
      { host: "127.0.0.1", port: 0, limits: { drain: 200 } },
    );
    const asked = request(`http://127.0.0.1:${server.port}/`).catch(() => "cut");
    await inWork;
    await server.close();
    expect(await asked).toBe("cut");
  });
});
