import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type Client, createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import { type Asked, type TestServer, testServer } from "./server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function server(answer: Parameters<typeof testServer>[0]): Promise<TestServer> {
  const made = await testServer(answer);
  open.push(made);
  return made;
}

function client(
  options: Omit<Parameters<typeof createClient>[0], "guard"> & { readonly allow: readonly string[] },
): Client {
  const made = createClient({ ...options, guard: createGuard(options.allow) });
  open.push(made);
  return made;
}

const get = { method: "GET", headers: {}, timeout: 30_000, redirects: 5 };
/** Bytes that the process holds, those of buffers too. */
function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("one exchange", () => {
  it("sends method, path, query, headers and body, and reads status, headers and body", async () => {
    const service = await server((_asked, _request, response) => {
      response.writeHead(201, { "x-kind": "made", "set-cookie": ["a=1", "b=2"] }).end("grüezi");
    });
    const { send } = client({ allow: [service.host] });
    const answer = await send({
      ...get,
      method: "POST",
      url: `${service.origin}/a/b?c=d%20e`,
      headers: { "content-type": "text/plain", authorization: "Bearer t" },
      body: "häi",
    });
    expect(service.asked).toMatchObject([
      {
        method: "POST",
        url: "/a/b?c=d%20e",
        body: "häi",
        headers: { authorization: "Bearer t", "content-type": "text/plain", host: service.host },
      },
    ]);
    expect({
      status: answer.status,
      kind: answer.headers["x-kind"],
      cookies: answer.headers["set-cookie"],
      body: text(answer.body),
    }).toEqual({
      status: 201,
      kind: "made",
      cookies: "a=1, b=2",
      body: "grüezi",
    });
  });

  it("connects to where an origin is resolved to, and still names the origin", async () => {
    const service = await server((_asked, _request, response) => response.end("played"));
    const { send } = client({ allow: [service.host], resolve: { "https://www.example.com": service.origin } });
    const answer = await send({ ...get, url: "https://www.example.com/api/webhook?x=1" });
    expect(text(answer.body)).toBe("played");
    expect(service.asked).toMatchObject([{ url: "/api/webhook?x=1", headers: { host: "www.example.com" } }]);
  });

  it("guards also what an origin is resolved to", async () => {
    const service = await server((_asked, _request, response) => response.end());
    const { send } = client({ allow: [], resolve: { "https://www.example.com": service.origin } });
    await expect(send({ ...get, url: "https://www.example.com/" })).rejects.toMatchObject({ code: "address-refused" });
    expect(service.asked).toEqual([]);
  });
});

describe("answers that do not come", () => {
  it("time out, also in the middle of the body", async () => {
    const silent = await server(() => undefined);
    const dribbling = await server((_asked, _request, response) => response.write("begin"));
    const { send } = client({ allow: [silent.host, dribbling.host] });
    const started = Date.now();
    await expect(send({ ...get, url: silent.origin, timeout: 200 })).rejects.toMatchObject({ code: "timeout" });
    await expect(send({ ...get, url: dribbling.origin, timeout: 200 })).rejects.toMatchObject({ code: "timeout" });
    expect(Date.now() - started).toBeLessThan(30_000);
  });

  it("are failed connections when nobody listens or the line is cut", async () => {
    const cut = await server((_asked, request) => request.socket.destroy());
    const { send } = client({ allow: [cut.host, "127.0.0.1:1"] });
    await expect(send({ ...get, url: cut.origin })).rejects.toMatchObject({ code: "connection-failed" });
    await expect(send({ ...get, url: "http://127.0.0.1:1" })).rejects.toMatchObject({ code: "connection-failed" });
  });

  it("never quote what was sent", async () => {
    const { send } = client({ allow: [] });
    const url = "http://127.0.0.1:1/canary-path?token=canary-query";
    const error = await send({ ...get, url, headers: { authorization: "canary-header" } }).catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).not.toContain("canary");
  });
});

describe("the size of an answer", () => {
  const answering = (bytes: number) => server((_asked, _request, response) => response.end("x".repeat(bytes)));

  it("may be the limit, and not one byte more", async () => {
    const [fits, over] = [await answering(1000), await answering(1001)];
    const { send } = client({ allow: [fits.host, over.host], maxAnswer: 1000 });
    expect((await send({ ...get, url: fits.origin })).body).toHaveLength(1000);
    await expect(send({ ...get, url: over.origin })).rejects.toMatchObject({ code: "answer-too-large" });
  });

  it("may never end", async () => {
    const endless = await server((_asked, _request, response) => {
      const more = () => {
        while (response.write("x".repeat(10_000)));
      };
      response.on("drain", more);
      more();
    });
    const { send } = client({ allow: [endless.host], maxAnswer: 100_000 });
    await expect(send({ ...get, url: endless.origin })).rejects.toMatchObject({ code: "answer-too-large" });
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("is counted after %s is undone", async (encoding, compress) => {
    let bytes = 100_000;
    const service = await server((asked, _request, response) => {
      expect(asked.headers["accept-encoding"]).toBe("identity");
      response.writeHead(200, { "content-encoding": encoding }).end(compress(Buffer.alloc(bytes, "x")));
    });
    const { send } = client({ allow: [service.host], maxAnswer: 100_000 });
    expect(text((await send({ ...get, url: service.origin })).body)).toBe("x".repeat(100_000));
    bytes = 5_000_000;
    await expect(send({ ...get, url: service.origin })).rejects.toMatchObject({ code: "answer-too-large" });
  });

  it("is held to the limit against a bomb of 1 GB, in little memory", async () => {
    // Members of a gzip file follow one another, and together are one (RFC 1952 §2.2).
    const member = gzipSync(Buffer.alloc(1_000_000), { level: 9 });
    const bomb = Buffer.concat(Array.from({ length: 1000 }, () => member));
    expect(bomb.length).toBeLessThan(1_100_000);
    const service = await server((_asked, _request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    });
    const { send } = client({ allow: [service.host] });
    const before = memory();
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, memory() - before);
    }, 1);
    await expect(send({ ...get, url: service.origin })).rejects.toMatchObject({ code: "answer-too-large" });
    clearInterval(watching);
    expect(Math.max(most, memory() - before)).toBeLessThan(64_000_000);
  });

  it.each([
    ["zstd", "answer-encoding"],
    ["gzip, gzip", "answer-encoding"],
    ["gzip", "connection-failed"],
  ])("in %s that cannot be read is refused", async (encoding, code) => {
    const broken = await server((_asked, _request, response) => {
      response.writeHead(200, { "content-encoding": encoding }).end("no such thing");
    });
    const { send } = client({ allow: [broken.host] });
    await expect(send({ ...get, url: broken.origin })).rejects.toMatchObject({ code });
  });
});

describe("redirects", () => {
  const to = (location: string, status = 302) =>
    server((_asked, _request, response) => response.writeHead(status, { location }).end("moved"));

  it("are not followed unless asked for", async () => {
    const service = await to("/elsewhere");
    const answer = await client({ allow: [service.host] }).send({ ...get, url: service.origin, redirects: 0 });
    expect([answer.status, answer.headers.location]).toEqual([302, "/elsewhere"]);
  });

  it("are followed so many times and no more", async () => {
    const counting = await server((asked, _request, response) => {
      const left = Number(asked.url.slice(1));
      if (left === 0) response.end("there");
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const { send } = client({ allow: [counting.host] });
    expect(text((await send({ ...get, url: `${counting.origin}/5` })).body)).toBe("there");
    await expect(send({ ...get, url: `${counting.origin}/6` })).rejects.toMatchObject({ code: "too-many-redirects" });
  });

  it("keep credentials and body on their origin", async () => {
    const service = await server((asked, _request, response) => {
      if (asked.url === "/first") response.writeHead(307, { location: "/second" }).end();
      else response.end("ok");
    });
    const headers = { authorization: "Bearer t", "content-type": "application/json", "x-api-key": "k" };
    await client({ allow: [service.host] }).send({
      ...get,
      method: "POST",
      url: `${service.origin}/first`,
      headers,
      body: "{}",
    });
    expect(service.asked[1]).toMatchObject({ method: "POST", url: "/second", body: "{}", headers });
  });

  it("leave every credential behind when the origin changes", async () => {
    const other = await server((_asked, _request, response) => response.end("other"));
    const service = await to(`${other.origin}/landing`, 301);
    const { send } = client({ allow: [service.host, other.host] });
    const headers = {
      authorization: "a",
      cookie: "b",
      "proxy-authorization": "c",
      "x-api-key": "d",
      accept: "text/plain",
    };
    const answer = await send({ ...get, url: service.origin, headers });
    expect(text(answer.body)).toBe("other");
    const names = Object.keys(other.asked[0]?.headers ?? {});
    expect(names.sort()).toEqual(["accept", "accept-encoding", "connection", "host"]);
  });

  it("do not carry a body to another origin", async () => {
    const other = await server((_asked, _request, response) => response.end());
    const service = await to(other.origin, 308);
    const { send } = client({ allow: [service.host, other.host] });
    const sent = send({ ...get, method: "PUT", url: service.origin, headers: {}, body: "secret" });
    await expect(sent).rejects.toMatchObject({ code: "redirect-refused" });
    expect(other.asked).toEqual([]);
  });

  it.each([
    [301, "POST", "GET"],
    [302, "POST", "GET"],
    [303, "POST", "GET"],
    [303, "PUT", "GET"],
    [302, "PUT", "PUT"],
    [307, "POST", "POST"],
    [308, "DELETE", "DELETE"],
  ])("%i turns %s into %s", async (status, method, then) => {
    const seen: Asked[] = [];
    const service = await server((asked, _request, response) => {
      seen.push(asked);
      if (asked.url === "/") response.writeHead(status, { location: "/next" }).end();
      else response.end();
    });
    await client({ allow: [service.host] }).send({ ...get, method, url: `${service.origin}/`, body: "b" });
    expect(seen[1]?.method).toBe(then);
    expect(seen[1]?.body).toBe(then === "GET" ? "" : "b");
  });

  it.each(["http://127.0.0.1:1/", "http://169.254.169.254/", "http://2130706433/", "//[::1]/"])(
    "are checked at every hop: %s",
    async (location) => {
      const service = await to(location);
      const sent = client({ allow: [service.host] }).send({ ...get, url: service.origin });
      await expect(sent).rejects.toMatchObject({ code: "address-refused" });
    },
  );

  it.each(["file:///etc/passwd", "ftp://example.com/", "http://user:pass@example.com/", "http://"])(
    "lead to plain http only: %s",
    async (location) => {
      const service = await to(location);
      const sent = client({ allow: [service.host] }).send({ ...get, url: service.origin });
      await expect(sent).rejects.toMatchObject({ code: "url-refused" });
    },
  );
});
