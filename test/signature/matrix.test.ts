import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RawRequest } from "../../runtime/http/message.ts";
import { type Running, raw, running } from "../admin/running.ts";
import { appOf } from "./app.ts";
import { base64, hex, type Provider } from "./provider.ts";
import { environmentOf, providers } from "./providers.ts";

const minutes = 60_000;
const apps = await Promise.all(providers.map(appOf));

/** Servers of all apps, by what their environments hold of secrets. */
const environments = {
  one: environmentOf(({ secret }) => [secret]),
  both: environmentOf(({ secret, otherSecret }) => [secret, otherSecret]),
  onlyOld: environmentOf(({ secret }) => ["", secret]),
  other: environmentOf(({ otherSecret }) => [otherSecret]),
  none: {},
  empty: environmentOf(() => ["", ""]),
  blank: environmentOf(() => [" ", "\n"]),
};
const servers = new Map<keyof typeof environments, Running>();

beforeAll(async () => {
  for (const [name, environment] of Object.entries(environments)) {
    servers.set(name as keyof typeof environments, await running({ apps, environment }));
  }
});

afterAll(async () => {
  for (const server of servers.values()) await server.close();
});

function serverWith(environment: keyof typeof environments): Running {
  const server = servers.get(environment);
  if (!server) throw new Error("The server was not started.");
  return server;
}

/** A signed event of the first owner, as it comes over the wire. */
async function signed(provider: Provider, now: number, secret = provider.secret): Promise<RawRequest> {
  const { body, headers = {} } = provider.event(provider.owners[0]);
  const path = `/hooks/${provider.name}/webhook`;
  const url = `https://hooks.example${path}`;
  const added = await provider.sign(secret, { method: "POST", url, headers, body, now });
  return raw("POST", path, { ...headers, ...added }, body);
}

/** The same request with another signature in its place. */
function resigned({ header, encoded }: Provider, request: RawRequest, change: (encoded: string) => string): RawRequest {
  const value = request.headers[header] ?? "";
  const changed = value.replace(encoded, (text) => change(text));
  if (changed === value) throw new Error(`Nothing was changed in ${value}.`);
  return { ...request, headers: { ...request.headers, [header]: changed } };
}

function flipped({ encoding }: Provider, bit: number): (text: string) => string {
  return (text) => {
    const bytes = Buffer.from(text, encoding);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bytes.toString(encoding);
  };
}

describe.each(providers.map((provider) => [provider.name, provider] as const))("%s", (_, provider) => {
  const status = provider.signature.status ?? 401;
  const takes = async (server: Running, request: RawRequest): Promise<void> => {
    const before = await server.engine.counts();
    expect((await server.app.fetch(request)).status).toBe(200);
    expect(await server.engine.counts()).toMatchObject({ requests: before.requests + 1, items: before.items + 1 });
  };
  const refuses = async (server: Running, ...requests: readonly RawRequest[]): Promise<void> => {
    const before = await server.engine.counts();
    for (const request of requests) {
      const reply = await server.app.fetch(request);
      expect(reply.status).toBe(status);
      expect(reply.body).not.toContain(provider.secret);
    }
    expect(await server.engine.counts()).toEqual(before);
    expect(server.lines.splice(0).join()).not.toContain(provider.secret);
  };

  test("takes what the service has signed", async () => {
    const server = serverWith("one");
    await takes(server, await signed(provider, server.clock.now));
    expect(server.lines).toEqual([]);
  });

  test("takes what was signed with either of two secrets, and with no third", async () => {
    const server = serverWith("both");
    for (const secret of [provider.secret, provider.otherSecret]) {
      await takes(server, await signed(provider, server.clock.now, secret));
    }
    const third = `${provider.secret.slice(0, -4)}AAAA`;
    await refuses(server, await signed(provider, server.clock.now, third));
    await takes(serverWith("onlyOld"), await signed(provider, server.clock.now));
    await refuses(serverWith("other"), await signed(provider, server.clock.now));
    await refuses(serverWith("one"), await signed(provider, server.clock.now, provider.otherSecret));
  });

  test("refuses each flipped bit", async () => {
    const server = serverWith("one");
    const request = await signed(provider, server.clock.now);
    const bits = Buffer.from(
      provider.encoded.exec(request.headers[provider.header] ?? "")?.[0] ?? "",
      provider.encoding,
    );
    expect(bits.length).toBeGreaterThanOrEqual(20);
    const changed = Array.from({ length: bits.length * 8 }, (_, bit) =>
      resigned(provider, request, flipped(provider, bit)),
    );
    await refuses(server, ...changed);
  });

  test("refuses a signature in another encoding, cut off, or longer", async () => {
    const server = serverWith("one");
    const request = await signed(provider, server.clock.now);
    const other = provider.encoding === "hex" ? "base64" : "hex";
    const changes: readonly ((text: string) => string)[] = [
      (text) => Buffer.from(text, provider.encoding).toString(other),
      (text) => text.slice(0, -1),
      (text) => text.slice(0, text.length / 2),
      (text) => text.slice(0, 4),
      () => "",
      (text) => `${text}00`,
      (text) => `${text}${text}`,
      (text) => ` ${text}`,
      (text) => text.replace(/[a-f\d]/i, "!"),
      (text) =>
        Buffer.from(`${Buffer.from(text, provider.encoding).toString("latin1")}x`, "latin1").toString(
          provider.encoding,
        ),
    ];
    await refuses(server, ...changes.map((change) => resigned(provider, request, change)));
  });

  test("refuses a request without the header, or with an empty one", async () => {
    const server = serverWith("one");
    const request = await signed(provider, server.clock.now);
    const { [provider.header]: signature, ...others } = request.headers;
    await refuses(server, { ...request, headers: others });
    await refuses(server, { ...request, headers: { ...others, [provider.header]: "" } });
    await refuses(server, { ...request, headers: { ...others, [`${provider.header}x`]: signature ?? "" } });
  });

  test("refuses a request of which any other header is missing that the service has signed", async () => {
    const server = serverWith("one");
    const request = await signed(provider, server.clock.now);
    const { body, headers = {} } = provider.event(provider.owners[0]);
    const unsigned = {
      method: "POST",
      url: `https://hooks.example${request.url}`,
      headers,
      body,
      now: server.clock.now,
    };
    for (const name of Object.keys(await provider.sign(provider.secret, unsigned))) {
      const { [name]: gone, ...others } = request.headers;
      await refuses(server, { ...request, headers: others });
    }
  });

  test("refuses another body, and the bytes of the same value written otherwise", async () => {
    const server = serverWith("one");
    const request = await signed(provider, server.clock.now);
    const text = new TextDecoder().decode(request.body);
    for (const body of [
      `${text} `,
      text.replace(/\d|[a-z]/, "Z"),
      JSON.stringify(JSON.parse(text), null, 1),
      "{}",
      "",
    ]) {
      await refuses(server, { ...request, body: new TextEncoder().encode(body) });
    }
  });

  test("refuses everything where no secret is set, or a blank one", async () => {
    for (const environment of ["none", "empty", "blank"] as const) {
      const server = serverWith(environment);
      await refuses(server, await signed(provider, server.clock.now));
      if (provider.secret.startsWith("whsec_")) continue;
      for (const secret of ["", " ", "\n"]) await refuses(server, await signed(provider, server.clock.now, secret));
    }
  });

  test.runIf(provider.isTimed)("holds the time against the clock, on both sides", async () => {
    const server = serverWith("one");
    const { now } = server.clock;
    for (const away of [-5 * minutes - 1000, 5 * minutes + 1000, -365 * 24 * 60 * minutes, now]) {
      await refuses(server, await signed(provider, now + away));
    }
    for (const away of [-5 * minutes, 5 * minutes]) {
      await takes(server, await signed(provider, now + away));
    }
  });

  test.runIf(provider.isTimed)("refuses another time with the same signature", async () => {
    const server = serverWith("one");
    const [earlier, later] = [
      await signed(provider, server.clock.now - 1000),
      await signed(provider, server.clock.now),
    ];
    const digits = (request: RawRequest) => JSON.stringify(request.headers).match(/\d{10,13}/)?.[0] ?? "";
    for (const time of [digits(later), `0${digits(earlier)}`, `${digits(earlier)}.0`, "NaN", "-1", "1e9", ""]) {
      const headers = JSON.stringify(earlier.headers).replace(digits(earlier), time);
      await refuses(server, { ...earlier, headers: JSON.parse(headers) as Record<string, string> });
    }
  });

  test("counts and logs a refusal with its reason, and nothing of the request", async () => {
    const server = serverWith("one");
    const request = await signed(provider, server.clock.now, provider.otherSecret);
    const labels = `app="${provider.name}",webhook="webhook",reason="mismatch"`;
    const counted = async (): Promise<number> => {
      const { body } = await server.app.fetch(raw("GET", "/metrics", {}));
      return Number(body.split(`imlc_signatures_refused_total{${labels}} `)[1]?.split("\n")[0] ?? 0);
    };
    const before = await counted();
    expect((await server.app.fetch(request)).status).toBe(status);
    expect(await counted()).toBe(before + 1);
    expect(server.lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: "signature-refused", app: provider.name, webhook: "webhook", reason: "mismatch" },
    ]);
    const signature = (provider.encoding === "hex" ? hex : base64).exec(request.headers[provider.header] ?? "")?.[0];
    expect(server.lines.splice(0).join()).not.toContain(signature);
  });
});
