import { createServer, type IncomingHttpHeaders } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { utf8Bytes } from "../../language/bytes.ts";
import type { Collection, Value } from "../../language/values.ts";
import { createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import { formatMultipart } from "../../runtime/procedure/multipart.ts";
import { requestOf } from "../../runtime/procedure/request.ts";
import { certificate, privateKey } from "./certificate.ts";
import { type Service, startService } from "./service.ts";

describe("a body of several parts", () => {
  /** What Node's own reader of forms finds in it. */
  async function readBack(body: Collection): Promise<readonly (readonly [string, unknown])[]> {
    const { type, body: bytes } = formatMultipart(body);
    const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
    return Promise.all(
      [...form].map(async ([name, value]) =>
        typeof value === "string"
          ? ([name, value] as const)
          : ([name, { name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) }] as const),
      ),
    );
  }

  it("has a part for each value; undefined and null have none, arrays several", async () => {
    const body = {
      a: "x y",
      n: 7,
      yes: true,
      no: null,
      gone: undefined,
      list: ["1", 2, null],
      deep: { k: [1] },
      none: [],
    };
    expect(await readBack(body)).toEqual([
      ["a", "x y"],
      ["n", "7"],
      ["yes", "true"],
      ["list", "1"],
      ["list", "2"],
      ["deep", '{"k":[1]}'],
    ]);
  });

  it("has files, with their names and types", async () => {
    const bytes = new Uint8Array([0, 255, 13, 10, 45, 45]);
    const file = (options?: Collection): Collection => ({ value: bytes, options });
    expect(
      await readBack({
        image: file({ filename: 'ä "b".png', contentType: "image/png" }),
        files: [file({ filename: "1" }), { value: "text", options: { filename: "2.txt", contentType: "text/plain" } }],
        plain: { value: "as it is" },
        left: { value: null, options: { filename: "x" } },
      }),
    ).toEqual([
      ["image", { name: 'ä "b".png', type: "image/png", bytes }],
      ["files", { name: "1", type: "application/octet-stream", bytes }],
      ["files", { name: "2.txt", type: "text/plain", bytes: utf8Bytes("text") }],
      ["plain", "as it is"],
    ]);
  });

  it("is read back as what was written, whatever the names and contents", async () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom("--imlc-000000000001", "\r\n--imlc-000000000001--\r\n", "--imlc-000000000002").map(utf8Bytes),
    );
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, content), { maxLength: 5 }), async (files) => {
        const body = Object.fromEntries(
          files.map(([key, value], i) => [`${key}${i}`, { value, options: { filename: `f${i}` } }]),
        );
        const found = await readBack(body);
        const written = Object.entries(body);
        expect(found.map(([key]) => key)).toEqual(written.map(([key]) => key));
        expect(found.map(([, file]) => (file as { bytes: Uint8Array }).bytes)).toEqual(
          written.map(([, file]) => file.value),
        );
      }),
    );
  });

  it("keeps names within their line", async () => {
    const { body } = formatMultipart({ 'a"\r\nx-evil: 1\r\n\r\n': { value: "v", options: { filename: 'b"\r\nx' } } });
    expect(new TextDecoder().decode(body).split("\r\n").slice(1, -3)).toEqual([
      'content-disposition: form-data; name="a%22%0D%0Ax-evil: 1%0D%0A%0D%0A"; filename="b%22%0D%0Ax"',
      "content-type: application/octet-stream",
      "",
    ]);
    const broken = { a: { value: "v", options: { contentType: "text/plain\r\nx-evil: 1" } } };
    expect(() => formatMultipart(broken)).toThrow(expect.objectContaining({ code: "request-body" }));
  });

  it("has a boundary that no content type of the manifest can take away", () => {
    const spec = { url: "https://a.example", method: "POST", type: "multipart/form-data", body: { a: 1 } };
    const { headers } = requestOf({ ...spec, headers: { "Content-Type": "multipart/form-data", "x-a": "1" } });
    expect(headers).toMatchObject({ "content-type": expect.stringMatching(/; boundary=imlc-\d+$/), "x-a": "1" });
  });
});

describe("what is sent arrives", () => {
  const received: { method: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    received.push({ method: request.method ?? "", headers: request.headers, body });
    response.end();
  });
  let origin = "";
  const client = createClient({ guard: createGuard(["127.0.0.1"]) });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await client.close();
    server.close();
  });

  const bytes = new Uint8Array([0, 1, 254, 255]);
  it.each<[string, Value, string, Uint8Array]>([
    ["binary", bytes, "application/octet-stream", bytes],
    ["binary", "häi", "application/octet-stream", utf8Bytes("häi")],
    ["raw", "<a/>", "text/plain; charset=utf-8", utf8Bytes("<a/>")],
    ["string", 7, "text/plain; charset=utf-8", utf8Bytes("7")],
    ["JSON", { a: [1, null] }, "application/json", utf8Bytes('{"a":[1,null]}')],
  ])("as %s", async (type, body, contentType, expected) => {
    await client.send(requestOf({ url: origin, method: "POST", type, body }));
    const last = received.at(-1);
    expect(last?.headers["content-type"]).toBe(contentType);
    expect(new Uint8Array(last?.body ?? [])).toEqual(expected);
  });

  it.each(["GET", "HEAD"])("without a body, where the method is %s", async (method) => {
    await client.send(requestOf({ url: origin, method, type: "multipart/form-data", body: { a: 1 } }));
    expect(received.at(-1)).toMatchObject({ method, body: Buffer.alloc(0) });
    expect(received.at(-1)?.headers).not.toHaveProperty("content-type");
  });
});

describe("redirects", () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());
  afterEach(() => {
    service.answers = [];
  });

  it.each<[string, Record<string, Value>, readonly string[]]>([
    ["of GET are followed", {}, ["GET /a", "GET /b"]],
    ["of GET are not, if `followRedirect` is false", { followRedirect: false }, ["GET /a"]],
    ["of GET are not, if `followRedirects` is false", { followRedirects: "false" }, ["GET /a"]],
    ["of PUT are not", { method: "PUT" }, ["PUT /a"]],
    ["of PUT are, if `followAllRedirects` is true", { method: "PUT", followAllRedirects: true }, ["PUT /a", "PUT /b"]],
    ["of POST become GET", { method: "POST", followAllRedirects: "true" }, ["POST /a", "GET /b"]],
    ["of PUT are not, if none is", { method: "PUT", followAllRedirects: true, followRedirect: false }, ["PUT /a"]],
  ])("%s", async (_what, spec, expected) => {
    const before = service.asked.length;
    service.answers = [{ status: 302, headers: { location: "/b" } }];
    const outcome = await service.run([{ request: () => ({ url: `${service.url}/a`, ...spec }) }]);
    expect(outcome.kind).toBe("done");
    expect(service.asked.slice(before).map(({ method, url }) => `${method} ${url}`)).toEqual(expected);
  });
});

describe("a service with a certificate of its own", () => {
  const server = createSecureServer({ key: privateKey, cert: certificate }, (_request, response) => {
    response.end("hello");
  });
  let port = 0;
  const client = createClient({ guard: createGuard(["localhost", "127.0.0.1"]) });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await client.close();
    server.close();
  });
  const send = (host: string, ca?: Value) => client.send(requestOf({ url: `https://${host}:${port}/`, ca }));

  it("is asked if the manifest has the certificate", async () => {
    expect(new TextDecoder().decode((await send("localhost", certificate)).body)).toBe("hello");
  });

  it("is not asked without it, nor afterwards", async () => {
    await expect(send("localhost")).rejects.toMatchObject({ code: "connection-failed" });
    await send("localhost", certificate);
    await expect(send("localhost")).rejects.toMatchObject({ code: "connection-failed" });
  });
});
