import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import { type Proxies, proxiesFrom, proxyFor } from "../../runtime/http/proxy.ts";
import { forbiddenUrls } from "./forbidden-urls.ts";
import { testServer } from "./server.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const get = { method: "GET", headers: {}, timeout: 30_000, redirects: 5 };

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

interface Connect {
  readonly authority: string;
  readonly credentials: string | undefined;
}

/** A real proxy: connects whatever it is asked to connect to `to`, and writes down what it was asked. */
async function proxy(to: number, answer: "connect" | "refuse" | "babble" | "silence" = "connect") {
  const connects: Connect[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(500).end());
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (request, socket: Socket) => {
    connects.push({ authority: request.url ?? "", credentials: request.headers["proxy-authorization"] });
    if (answer === "silence") return;
    if (answer === "refuse") {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    if (answer === "babble") {
      socket.write("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nforge");
      return;
    }
    const target = connect(to, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    sockets.add(target);
    for (const end of [socket, target]) end.on("error", () => end.destroy());
  });
  const port = await listening(server);
  open.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
  return { url: new URL(`http://127.0.0.1:${port}`), connects };
}

/** A client that resolves every name to one public address, which nothing but the proxy could lead anywhere. */
function client(proxies: Proxies, addresses: readonly string[] = ["93.184.215.14"]) {
  const guard = createGuard([], async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? (6 as const) : (4 as const) })),
  );
  const made = createClient({ guard, proxies });
  open.push(made);
  return made;
}

describe("a proxy", () => {
  it.each([
    ["93.184.215.14", "93.184.215.14:80"],
    ["2a00:1450:4001:81b::200e", "[2a00:1450:4001:81b::200e]:80"],
  ])("is told the address that was checked, never the name: %s", async (address, authority) => {
    const service = await testServer((_asked, _request, response) => response.end("there"));
    open.push(service);
    const { url, connects } = await proxy(Number(new URL(service.origin).port));
    const { send } = client({ http: url, direct: [] }, [address]);
    const answer = await send({ ...get, url: "http://www.example.com/path" });
    expect(new TextDecoder().decode(answer.body)).toBe("there");
    expect(connects).toEqual([{ authority, credentials: undefined }]);
    expect(service.asked).toMatchObject([{ url: "/path", headers: { host: "www.example.com" } }]);
    expect(service.asked[0]?.headers).not.toHaveProperty("proxy-authorization");
  });

  it("gets its own credentials, which go no further", async () => {
    const service = await testServer((_asked, _request, response) => response.end());
    open.push(service);
    const { url, connects } = await proxy(Number(new URL(service.origin).port));
    const { send } = client({ http: new URL(`http://us%20er:p%40ss@${url.host}`), direct: [] });
    await send({ ...get, url: "http://www.example.com/" });
    const credentials = `Basic ${Buffer.from("us er:p@ss").toString("base64")}`;
    expect(connects).toEqual([{ authority: "93.184.215.14:80", credentials }]);
    expect(JSON.stringify(service.asked)).not.toContain(credentials);
  });

  it("carries TLS, which asks for the name and checks it", async () => {
    let servername: unknown;
    const secure = createSecureServer(
      {
        SNICallback: (name, done) => {
          servername = name;
          done(new Error("no certificate"));
        },
      },
      (_request, response) => response.end(),
    );
    open.push({ close: () => new Promise((resolve) => void secure.close(() => resolve())) });
    const { url, connects } = await proxy(await listening(secure));
    const { send } = client({ https: url, direct: [] });
    await expect(send({ ...get, url: "https://www.example.com/" })).rejects.toMatchObject({
      code: "connection-failed",
    });
    expect(connects[0]?.authority).toBe("93.184.215.14:443");
    expect(servername).toBe("www.example.com");
  });

  it("is never asked for what the guard refuses", async () => {
    const { url, connects } = await proxy(1);
    const made = createClient({ guard: createGuard([]), proxies: { http: url, https: url, direct: [] } });
    open.push(made);
    for (const forbidden of Object.values(forbiddenUrls).flat()) {
      await expect(made.send({ ...get, url: forbidden.replaceAll("PORT", url.port) })).rejects.toMatchObject({
        code: expect.stringMatching(/^(address|url)-refused$/),
      });
    }
    expect(connects).toEqual([]);
  });

  it("is never asked for a name of which one address is private", async () => {
    const { url, connects } = await proxy(1);
    const { send } = client({ http: url, direct: [] }, ["93.184.215.14", "127.0.0.1"]);
    await expect(send({ ...get, url: "http://www.example.com/" })).rejects.toMatchObject({ code: "address-refused" });
    expect(connects).toEqual([]);
  });

  it("that refuses is named, and asked for each address", async () => {
    const { url, connects } = await proxy(1, "refuse");
    const { send } = client({ http: url, direct: [] }, ["93.184.215.14", "93.184.215.15"]);
    await expect(send({ ...get, url: "http://www.example.com/" })).rejects.toMatchObject({
      code: "proxy-failed",
      message: `The proxy ${url.host} did not connect: it answered 403.`,
    });
    expect(connects).toHaveLength(2);
  });

  it("that answers before it is asked is not believed", async () => {
    const { url } = await proxy(1, "babble");
    const { send } = client({ http: url, direct: [] });
    await expect(send({ ...get, url: "http://www.example.com/" })).rejects.toMatchObject({ code: "proxy-failed" });
  });

  it("that does not answer is given up with the request", async () => {
    const { url } = await proxy(1, "silence");
    const { send } = client({ http: url, direct: [] });
    await expect(send({ ...get, url: "http://www.example.com/", timeout: 200 })).rejects.toMatchObject({
      code: "timeout",
    });
  });

  it("that nobody answers at is a failure of the proxy", async () => {
    const { send } = client({ http: new URL("http://127.0.0.1:1"), direct: [] });
    await expect(send({ ...get, url: "http://www.example.com/" })).rejects.toMatchObject({ code: "proxy-failed" });
  });
});

describe("the environment", () => {
  const from = (variables: Readonly<Record<string, string>>) => proxiesFrom((name) => variables[name]);

  it("names a proxy for each scheme; lower case wins, empty is none", () => {
    const proxies = from({ HTTP_PROXY: "http://a:1", http_proxy: "b:2", HTTPS_PROXY: "https://c:3", https_proxy: "" });
    expect([proxies.http?.href, proxies.https?.href]).toEqual(["http://b:2/", "https://c:3/"]);
    expect(from({})).toEqual({ http: undefined, https: undefined, direct: [] });
  });

  it.each(["socks5://a:1", "ftp://a", "http://", "not a url"])("must name one that can be used: %s", (HTTPS_PROXY) => {
    expect(() => from({ HTTPS_PROXY })).toThrow(/The variable HTTPS_PROXY must name a proxy/);
  });

  it.each<readonly [string, string, number, boolean]>([
    ["example.com", "example.com", 443, true],
    ["example.com", "api.example.com", 443, true],
    [".example.com", "api.example.com", 443, true],
    ["*.example.com", "api.example.com", 443, true],
    ["example.com", "badexample.com", 443, false],
    ["example.com", "example.com.evil.example", 443, false],
    ["example.com:8443", "example.com", 443, false],
    ["example.com:8443", "example.com", 8443, true],
    ["a.example, EXAMPLE.com", "example.com", 443, true],
    ["*", "anything.example", 443, true],
    ["10.0.0.7", "10.0.0.7", 443, true],
    ["", "example.com", 443, false],
  ])("NO_PROXY=%s and %s:%i go past it: %s", (NO_PROXY, hostname, port, direct) => {
    const proxies = from({ HTTPS_PROXY: "http://p:1", NO_PROXY });
    expect(proxyFor(proxies, "https:", hostname, port) === undefined).toBe(direct);
  });
});
