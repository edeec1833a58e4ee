import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { afterEach } from "vitest";
import { toExpress } from "../../runtime/adapters/express.ts";
import { toFastify } from "../../runtime/adapters/fastify.ts";
import { toFetch } from "../../runtime/adapters/fetch.ts";
import { toNode } from "../../runtime/adapters/node.ts";
import { listen } from "../../runtime/http/node.ts";
import type { Receiver } from "../../runtime/index.ts";

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Serves until the test ends, and answers the URL below `/hooks/`. */
export async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/shop`;
}

type Serve = (receiver: Receiver) => Promise<string>;

/** Where a receiver answers until the test ends, behind each of the servers that there is an adapter for. */
export const servers = {
  "node:http": (receiver: Receiver) => listening(toNode(receiver)),
  Express: (receiver: Receiver) => listening(express().use("/hooks", toExpress(receiver)).use(express.json())),
  "Express, after a parser that keeps bytes": (receiver: Receiver) =>
    listening(
      express()
        .use(express.raw({ type: "*/*" }))
        .all("/hooks/shop", toExpress(receiver)),
    ),
  async Fastify(receiver: Receiver) {
    const server = fastify();
    await server.register(toFastify(receiver), { prefix: "/hooks" });
    server.post("/json", async ({ body }) => body);
    closing.push(() => server.close());
    return `${await server.listen({ host: "127.0.0.1", port: 0 })}/hooks/shop`;
  },
  async Hono(receiver: Receiver) {
    const hono = new Hono().all("/hooks/*", (context) => toFetch(receiver)(context.req.raw));
    // Whoever hosts Hono makes a `Request` of what came; here a server that makes nothing else of it.
    const server = await listen(
      async ({ method, url, headers, body }) => {
        const init = { method, headers, ...(method === "GET" ? {} : { body: new Uint8Array(body) }) };
        const response = await hono.request(`http://hono.example${url}`, init);
        return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
      },
      { host: "127.0.0.1", port: 0 },
    );
    closing.push(() => server.close());
    return `http://127.0.0.1:${server.port}/hooks/shop`;
  },
} as const satisfies Readonly<Record<string, Serve>>;
