import { afterEach, describe, expect, it } from "vitest";
import type { AppModule } from "../../runtime/contract.ts";
import { chatApp, type Running } from "../admin/running.ts";
import { oauthApp } from "./app.ts";
import { authorize, begin, CONNECTION, login, subscribe, visit, withProvider } from "./flow.ts";

const open: Running[] = [];
const start = async (options?: Parameters<typeof withProvider>[0]) => {
  const started = await withProvider(options);
  open.push(started.server);
  return started;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe("an authorization", () => {
  it("goes to the provider and back, and makes a connection that can subscribe", async () => {
    const { server, service } = await start();
    const reply = await authorize(server, { parameters: { workspace: "w" } });
    expect(reply).toMatchObject({
      status: 200,
      body: "The connection ada of chat is ready. You can close this page.\n",
    });
    expect(reply.headers).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
    expect((await server.admin("GET", CONNECTION)).json).toMatchObject({
      uid: "7",
      connection: "account",
      metadata: { type: "text", value: "User 7" },
      expires: new Date(server.clock.now + 3_600_000).toISOString(),
    });
    expect((await subscribe(server)).status).toBe(201);
    expect([service.refused, service.refreshes()]).toEqual([[], 0]);
  });

  it("sends the user with all that the manifest says, and what was prepared", async () => {
    const { server } = await start();
    const { url, state } = await begin(server);
    const { searchParams } = new URL(url);
    expect(state).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get("state")).toBe(state);
    expect(searchParams.get("scope")).toBe("users:read events:read");
    expect(searchParams.get("ticket")).toBe("ticket-1");
    expect(searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect((await begin(server)).state).not.toBe(state);
  });

  it("is good for one return", async () => {
    const { server, service } = await start();
    const { url } = await begin(server);
    const back = await login(server, url);
    const replies = await Promise.all(Array.from({ length: 10 }, () => visit(server, back)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(400)]);
    expect(service.tokens.size).toBe(1);
  });

  it("ends after ten minutes", async () => {
    const { server, service } = await start();
    const [early, late] = [await begin(server), await begin(server)];
    const backEarly = await login(server, early.url);
    const backLate = await login(server, late.url);
    server.clock.now += 10 * 60 * 1000 - 1;
    expect((await visit(server, backEarly)).status).toBe(200);
    server.clock.now += 1;
    expect((await visit(server, backLate)).status).toBe(400);
    expect(service.tokens.size).toBe(1);
  });

  it.each(["", "?code=x", "?code=x&state=", "?code=x&state=guess", "?state=a&state=b&code=x"])(
    "is not made up by a return of `%s`",
    async (search) => {
      const { server, service } = await start();
      await begin(server);
      const reply = await visit(server, `https://hooks.example/oauth/callback${search}`);
      expect([reply.status, reply.headers["content-type"]]).toEqual([400, "text/plain; charset=utf-8"]);
      expect(reply.body).toContain("Begin again.");
      expect([service.tokens.size, await server.engine.connections({ limit: 9 })]).toEqual([0, []]);
    },
  );

  it("takes no other method", async () => {
    const { server } = await start();
    const { url } = await begin(server);
    expect((await visit(server, await login(server, url), "POST")).status).toBe(405);
  });

  it("tells what the provider says of a user who refuses, as plain text in one line", async () => {
    const { server, service } = await start();
    service.user = "nobody";
    const reply = await authorize(server);
    expect([reply.status, reply.body]).toEqual([
      422,
      "The connection ada of chat was not made: The service refused: access_denied: The user said <b>no</b>. Really.\n",
    ]);
    expect(server.lines.join()).toContain('"authorization-refused"');
    expect((await server.admin("GET", CONNECTION)).status).toBe(404);
  });

  it("is refused by the provider if the code was meant for another verifier", async () => {
    const { server, service } = await start();
    const [mine, theirs] = [await begin(server), await begin(server)];
    const stolen = new URL(await login(server, theirs.url)).searchParams.get("code") ?? "";
    const reply = await visit(server, `https://hooks.example/oauth/callback?state=${mine.state}&code=${stolen}`);
    expect([reply.status, service.refused]).toEqual([422, ["code_verifier"]]);
    expect(reply.body).toContain("code_verifier");
    expect(reply.body).not.toContain(stolen);
  });

  it("without a uid is kept, and says what it is not good for", async () => {
    const { server, service } = await start();
    service.user = "ghost";
    const reply = await authorize(server);
    expect(reply.body).toContain("It has no uid, so it cannot carry a subscription");
    expect(await subscribe(server)).toMatchObject({ status: 422, json: { error: { code: "connection-without-uid" } } });
  });
});

describe("the redirect in the end", () => {
  it("goes to an address of the server's own origin and says how it ended", async () => {
    const { server, service } = await start();
    const good = await authorize(server, { redirect: "https://hooks.example/done?x=1" });
    expect([good.status, good.headers.location]).toEqual([303, "https://hooks.example/done?x=1&connection=ada"]);
    service.user = "nobody";
    const bad = await authorize(server, { redirect: "/done" });
    expect([bad.status, bad.headers.location]).toEqual([
      303,
      "https://hooks.example/done?connection=ada&error=authorization-refused",
    ]);
  });

  it("goes to one of the origins that the host names, and to no other", async () => {
    const { server } = await start({ redirects: ["https://app.example", "http://localhost:8080"] });
    for (const redirect of ["https://app.example/done", "http://localhost:8080/"]) {
      const reply = await authorize(server, { redirect });
      expect([reply.status, reply.headers.location]).toEqual([303, `${redirect}?connection=ada`]);
    }
    for (const redirect of ["http://app.example/", "https://app.example.evil.example/", "http://localhost:8081/"]) {
      const refused = await server.admin("POST", `${CONNECTION}/authorize`, { redirect });
      expect([refused.status, refused.json?.error?.code]).toEqual([422, "redirect-elsewhere"]);
    }
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "https://hooks.example@evil.example/",
    "https://hooks.example.evil.example/",
    "http://hooks.example/",
    "https://hooks.example:444/",
    "javascript:alert(1)",
    "\\\\evil.example",
    "data:text/html,x",
    "https://",
  ])("never goes to %s", async (redirect) => {
    const { server } = await start();
    expect(await server.admin("POST", `${CONNECTION}/authorize`, { redirect })).toMatchObject({
      status: 422,
      json: { error: { code: "redirect-elsewhere" } },
    });
  });
});

describe("authorizing again", () => {
  it("keeps the parameters, and moves the subscriptions of a connection whose user is another now", async () => {
    const { server, service } = await start();
    await authorize(server, { parameters: { workspace: "w" } });
    const { json } = await subscribe(server);
    const before = await server.hook({ events: [{ user: 7 }] });
    expect(before.status).toBe(200);
    service.user = "9";
    await authorize(server);
    expect((await server.admin("GET", CONNECTION)).json).toMatchObject({ uid: "9" });
    const of = await server.engine.subscription(String(json?.id));
    expect([of?.state, of?.connection]).toEqual(["attached", "ada"]);
  });
});

describe("a connection that cannot be authorized", () => {
  it.each<[string, readonly AppModule[], unknown, number, string]>([
    ["has no `authorize`", [chatApp], {}, 422, "no-authorize"],
    ["is not there", [oauthApp], { connection: "other" }, 422, "connection-unknown"],
    ["belongs to no app", [{ ...oauthApp, id: "shop" }], {}, 404, "not-found"],
    ["is asked for in a wrong way", [oauthApp], { redirct: "/" }, 400, "unknown-key"],
  ])("%s", async (_, apps, body, status, code) => {
    const { server } = await start({ apps });
    expect(await server.admin("POST", `${CONNECTION}/authorize`, body)).toMatchObject({
      status,
      json: { error: { code } },
    });
  });

  it("needs the admin token to begin, and none to come back", async () => {
    const { server } = await start();
    const request = { method: "POST", url: `/admin${CONNECTION}/authorize`, headers: {}, body: new Uint8Array() };
    expect((await server.app.fetch(request)).status).toBe(401);
  });
});
