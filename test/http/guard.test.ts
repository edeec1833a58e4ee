import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import { forbiddenRange } from "../../runtime/http/ranges.ts";
import { SendError } from "../../runtime/http/send.ts";
import { forbiddenUrls } from "./forbidden-urls.ts";
import { testServer } from "./server.ts";

let reached = 0;
const trap = createServer((_request, response) => {
  reached += 1;
  response.end("reached");
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => trap.listen(0, resolve));
  port = (trap.address() as AddressInfo).port;
});
afterAll(() => {
  trap.closeAllConnections();
  trap.close();
});

const get = { method: "GET", headers: {}, timeout: 5000, redirects: 5 };

describe("addresses that are not public", () => {
  const client = createClient({ guard: createGuard([]) });
  afterAll(() => client.close());

  for (const [what, urls] of Object.entries(forbiddenUrls)) {
    it.each(urls)(`${what}: %s`, async (url) => {
      const sent = client.send({ ...get, url: url.replaceAll("PORT", String(port)) });
      await expect(sent).rejects.toMatchObject({ code: expect.stringMatching(/^(address|url)-refused$/) });
    });
  }

  it("are refused as the third hop, too", async () => {
    let location = "";
    const redirecting = await testServer(({ url }, _request, response) => {
      response.writeHead(307, { location: url === "/" ? "/second" : location }).end();
    });
    const guarded = createClient({ guard: createGuard([redirecting.host]) });
    const urls = Object.values(forbiddenUrls)
      .flat()
      .map((url) => url.replaceAll("PORT", String(port)));
    const leadsAway = (url: string) => URL.parse(url, redirecting.origin)?.host !== redirecting.host;
    for (const url of urls.filter((one) => /^[!-~]+$/.test(one) && leadsAway(one))) {
      location = url;
      const sent = guarded.send({ ...get, url: `${redirecting.origin}/` });
      await expect(sent, url).rejects.toMatchObject({ code: expect.stringMatching(/^(address|url)-refused$/) });
    }
    expect(redirecting.asked.length).toBeGreaterThan(300);
    await guarded.close();
    await redirecting.close();
  });

  it("are many, and none was reached", () => {
    expect(new Set(Object.values(forbiddenUrls).flat()).size).toBeGreaterThanOrEqual(200);
    expect(reached).toBe(0);
  });
});

describe("names", () => {
  const resolvesTo = (...addresses: readonly string[]) =>
    createGuard([], async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? (6 as const) : (4 as const) })),
    );

  it("that resolve to a public address pass, and that address is the one to connect to", async () => {
    await expect(resolvesTo("93.184.215.14").addresses("example.com", 443)).resolves.toEqual([
      { address: "93.184.215.14", family: 4 },
    ]);
  });

  it.each(["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00:ec2::254", "::ffff:127.0.0.1", "fe80::1%eth0"])(
    "that resolve to %s are refused",
    async (address) => {
      await expect(resolvesTo(address).addresses("example.com", 443)).rejects.toBeInstanceOf(SendError);
    },
  );

  it("are refused if any one of their addresses is not public", async () => {
    await expect(resolvesTo("93.184.215.14", "127.0.0.1").addresses("example.com", 443)).rejects.toMatchObject({
      code: "address-refused",
      message: expect.stringContaining("allow the host by `--allow-host`, or by `allowHosts`"),
    });
  });

  it("that nobody knows are told with what to look for", async () => {
    await expect(resolvesTo().addresses("api.exmaple.com", 443)).rejects.toMatchObject({
      code: "connection-failed",
      message: expect.stringMatching(/^The name api\.exmaple\.com has no address: .* spelled right/),
    });
  });

  it("are resolved once per connection: a second, other answer is never asked for", async () => {
    let asked = 0;
    const guard = createGuard([], async () => {
      asked += 1;
      return [asked === 1 ? { address: "192.0.66.2", family: 4 } : { address: "127.0.0.1", family: 4 }];
    });
    const client = createClient({ guard });
    await client.send({ ...get, url: `http://rebinding.example:${port}/`, timeout: 300 }).catch(() => undefined);
    expect(asked).toBe(1);
    await expect(client.send({ ...get, url: `http://rebinding.example:${port}/` })).rejects.toMatchObject({
      code: "address-refused",
    });
    await client.close();
    expect(reached).toBe(0);
  });

  it.each<readonly [string, readonly string[]]>([
    ["a public and then a private one", ["192.0.66.2", "127.0.0.1"]],
    ["a private and then a public one", ["127.0.0.1", "192.0.66.2"]],
    ["both at once", ["192.0.66.2 127.0.0.1"]],
    ["both at once, of two families", ["2a00:1450:4001:81b::200e ::1"]],
  ])("whose resolver alternates never lead to the private address: %s", async (_what, answers) => {
    let asked = 0;
    const guard = createGuard([], async () => {
      const answer = answers[asked % answers.length] ?? "";
      asked += 1;
      return answer
        .split(" ")
        .map((address) => ({ address, family: address.includes(":") ? (6 as const) : (4 as const) }));
    });
    const client = createClient({ guard });
    for (let round = 0; round < 4; round += 1) {
      const sent = client.send({ ...get, url: `http://rebinding.example:${port}/`, timeout: 200 });
      await expect(sent).rejects.toBeInstanceOf(SendError);
    }
    await client.close();
    expect(reached).toBe(0);
  });

  it("without any address are a failed connection", async () => {
    await expect(resolvesTo().addresses("nowhere.example", 80)).rejects.toMatchObject({ code: "connection-failed" });
  });
});

describe("the allow-list", () => {
  it.each([
    ["127.0.0.1", "127.0.0.1", 1],
    ["127.0.0.1:8080", "127.0.0.1", 8080],
    ["LocalHost", "localhost", 1],
    ["localhost", "localhost.", 1],
    ["[::1]:8080", "[::1]", 8080],
    ["::1", "[::1]", 8080],
    ["intranet.example:443", "intranet.example", 443],
  ])("%s lets %s:%i through", async (allowed, host, to) => {
    const guard = createGuard([allowed], async () => [{ address: "10.0.0.7", family: 4 }]);
    expect(await guard.addresses(host, to)).toHaveLength(1);
  });

  it.each([
    ["127.0.0.1:8080", "127.0.0.1", 8081],
    ["localhost", "127.0.0.1", 80],
    ["intranet.example", "evil-intranet.example", 80],
    ["intranet.example", "intranet.example.evil.example", 80],
  ])("%s does not let %s:%i through", async (allowed, host, to) => {
    const guard = createGuard([allowed], async () => [{ address: "10.0.0.7", family: 4 }]);
    await expect(guard.addresses(host, to)).rejects.toMatchObject({ code: "address-refused" });
  });
});

describe("forbiddenRange", () => {
  it("refuses an IPv4 address in whatever IPv6 form it is wrapped", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom("::ffff:", "::", "64:ff9b::", "::ffff:0:"), (v4, prefix) => {
        expect(forbiddenRange(`${prefix}${v4}`)).toBeDefined();
      }),
    );
  });

  it("knows every address of the private ranges, and none of their neighbours", () => {
    const edges: readonly (readonly [string, boolean])[] = [
      ["9.255.255.255", false],
      ["10.0.0.0", true],
      ["11.0.0.0", false],
      ["100.63.255.255", false],
      ["100.128.0.0", false],
      ["126.255.255.255", false],
      ["128.0.0.0", false],
      ["169.253.255.255", false],
      ["169.255.0.0", false],
      ["172.15.255.255", false],
      ["172.32.0.0", false],
      ["192.167.255.255", false],
      ["192.169.0.0", false],
      ["223.255.255.255", false],
      ["2600::1", false],
      ["2a00:1450:4001:81b::200e", false],
      ["4000::1", true],
    ];
    for (const [address, forbidden] of edges)
      expect([address, forbiddenRange(address) !== undefined]).toEqual([address, forbidden]);
  });
});
