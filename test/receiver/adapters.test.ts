import { gzipSync } from "node:zlib";
import express from "express";
import { describe, expect, it } from "vitest";
import { toExpress } from "../../runtime/adapters/express.ts";
import { toFetch } from "../../runtime/adapters/fetch.ts";
import { toNode } from "../../runtime/adapters/node.ts";
import { createReceiver } from "../../runtime/index.ts";
import { asGithub } from "../receive/play.ts";
import { webhookOf } from "./compiled.ts";
import { listening, servers } from "./servers.ts";

const secret = "It's a secret";
/** A receiver of signed requests, and what it was handed. */
async function receiving() {
  const outputs: unknown[] = [];
  const webhook = await webhookOf(
    { uid: "{{item.of}}", output: { text: "{{item.text}}" } },
    { signature: { scheme: "github", secrets: ["SECRET"] } },
  );
  const receiver = createReceiver(webhook, {
    environment: () => secret,
    log: () => undefined,
    onItem: ({ output }) => outputs.push(output),
  });
  return { receiver, outputs };
}

// The order of keys, the space and the escape would not outlive a parser that writes it again.
const body = '{ "text":"h\\u00e4i",  "of": 7.0 }';

async function post(url: string, text: string, headers: Readonly<Record<string, string>> = {}, sent: BodyInit = text) {
  const signed = { "content-type": "application/json", ...asGithub(secret, text, 0), ...headers };
  const response = await fetch(url, { method: "POST", headers: signed, body: sent });
  return { status: response.status, text: await response.text() };
}

describe.each(Object.entries(servers))("%s", (_name, serve) => {
  it("hands over what is signed, to the byte, and nothing else", async () => {
    const { receiver, outputs } = await receiving();
    const url = await serve(receiver);
    expect(await post(url, body)).toEqual({ status: 200, text: "Accepted" });
    expect((await post(url, body, { "x-hub-signature-256": `sha256=${"0".repeat(64)}` })).status).toBe(401);
    expect((await post(`${url}?a=b`, body, {}, `${body} `)).status).toBe(401);
    expect(outputs).toEqual([{ text: "häi" }]);
  });

  it("reads what is compressed", async () => {
    const { receiver, outputs } = await receiving();
    const sent = new Uint8Array(gzipSync(body));
    expect((await post(await serve(receiver), body, { "content-encoding": "gzip" }, sent)).status).toBe(200);
    expect(outputs).toEqual([{ text: "häi" }]);
  });

  it("answers what is no JSON as `imlc serve` does", async () => {
    const { receiver, outputs } = await receiving();
    const url = await serve(receiver);
    expect((await post(url, "{")).status).toBe(400);
    expect((await post(url, body, { "content-type": "image/png" })).status).toBe(415);
    expect((await fetch(url)).status).toBe(401);
    expect(outputs).toEqual([]);
  });
});

describe("a body that was parsed before", () => {
  it("is an error of Express that says what to do", async () => {
    const { receiver } = await receiving();
    const errors: unknown[] = [];
    const app = express()
      .use(express.json())
      .use("/hooks", toExpress(receiver))
      .use(((error, _request, response, _next) => {
        errors.push(error);
        response.status(500).end();
      }) satisfies express.ErrorRequestHandler);
    expect((await post(await listening(app), body)).status).toBe(500);
    expect(errors).toMatchObject([
      { code: "body-consumed", message: expect.stringContaining("before `express.json()`") },
    ]);
  });

  it("is told to whoever asks `node:http` or Fetch", async () => {
    const { receiver } = await receiving();
    const read = toNode(receiver);
    const url = await listening((request, response) => {
      request.resume().once("end", () => read(request, response));
    });
    const got = await post(url, body);
    expect([got.status, JSON.parse(got.text).error.code]).toEqual([500, "body-consumed"]);

    const request = new Request("https://shop.example/", { method: "POST", body });
    await request.text();
    expect((await toFetch(receiver)(request)).status).toBe(500);
  });

  it("is none where the host has kept its bytes", async () => {
    const { receiver, outputs } = await receiving();
    const keep: Parameters<typeof express.json>[0] = {
      verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes }),
    };
    const url = await listening(express().use(express.json(keep)).use("/hooks", toExpress(receiver)));
    expect((await post(url, body)).status).toBe(200);
    expect(outputs).toEqual([{ text: "häi" }]);
  });
});

it("Fastify parses bodies as before outside of the plugin", async () => {
  const { receiver } = await receiving();
  const elsewhere = (await servers.Fastify(receiver)).replace("/hooks/shop", "/json");
  const response = await fetch(elsewhere, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"a": 1}',
  });
  expect(await response.json()).toEqual({ a: 1 });
});
