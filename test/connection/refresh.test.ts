import { afterEach, describe, expect, it } from "vitest";
import type { AppModule, OAuthModule, OAuthProcedure } from "../../runtime/contract.ts";
import type { Running } from "../admin/running.ts";
import { oauthApp } from "./app.ts";
import { authorize, CONNECTION, subscribe, withProvider } from "./flow.ts";

const open: Running[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** The OAuth app with another `refresh`. */
function refreshing(change: (refresh: OAuthProcedure) => OAuthProcedure | undefined): AppModule {
  const { account } = oauthApp.connections;
  const oauth: OAuthModule = account?.oauth ?? {};
  const refresh = oauth.refresh && change(oauth.refresh);
  return { ...oauthApp, connections: { account: { ...account, oauth: { ...oauth, refresh } } } };
}

async function connected(app: AppModule = oauthApp) {
  const started = await withProvider({ apps: [app] });
  open.push(started.server);
  await authorize(started.server);
  return started;
}

const MINUTE = 60_000;

describe("a connection that expires", () => {
  it("is used as it is until five minutes before, and renewed then, whatever its manifest says", async () => {
    const { server, service } = await connected();
    server.clock.now += 55 * MINUTE - 1;
    expect([(await subscribe(server)).status, service.refreshes()]).toEqual([201, 0]);
    server.clock.now += 1;
    expect([(await subscribe(server)).status, service.refreshes()]).toEqual([201, 1]);
    expect((await server.admin("GET", CONNECTION)).json).toMatchObject({
      uid: "7",
      metadata: { type: "text", value: "User 7" },
      expires: new Date(server.clock.now + 60 * MINUTE).toISOString(),
    });
    expect([(await subscribe(server)).status, service.refreshes()]).toEqual([201, 1]);
  });

  it("is renewed once for fifty who need it at once", async () => {
    const { server, service } = await connected();
    server.clock.now += 2 * 60 * MINUTE;
    const made = await Promise.all(Array.from({ length: 50 }, () => subscribe(server)));
    expect([new Set(made.map(({ status }) => status)), service.refreshes()]).toEqual([new Set([201]), 1]);
  });

  it("is renewed for detach as for attach, by the refresh token that it was given last", async () => {
    const { server, service } = await connected();
    const { json } = await subscribe(server);
    for (let round = 1; round <= 3; round += 1) {
      server.clock.now += 60 * MINUTE;
      await subscribe(server);
      expect(service.refreshes()).toBe(round);
    }
    server.clock.now += 60 * MINUTE;
    expect((await server.admin("DELETE", `/subscriptions/${json?.id}`)).json).toMatchObject({ state: "detached" });
    expect([service.refreshes(), service.refused]).toEqual([4, []]);
  });

  it("that cannot be renewed fails the call with a clear code, and tells no secret", async () => {
    const { server, service } = await connected();
    service.broken = 400;
    server.clock.now += 60 * MINUTE;
    const { status, json } = await subscribe(server);
    expect([status, json?.error]).toEqual([
      502,
      { code: "refresh-failed", message: "The connection ada could not be renewed: The service answered 400." },
    ]);
    expect(json?.subscription).toMatchObject({
      failure: { place: "connections/account/account.oauth-communication.iml.json:53:14" },
    });
    expect(server.lines.join()).not.toMatch(/canary/);
    service.broken = undefined;
    expect((await subscribe(server)).status).toBe(201);
  });

  it("is not renewed for ever where a renewed token does not say when it ends", async () => {
    const { server, service } = await connected(
      refreshing((refresh) => ({ ...refresh, requests: refresh.requests.map(({ expires, ...rest }) => rest) })),
    );
    server.clock.now += 60 * MINUTE;
    await subscribe(server);
    await subscribe(server);
    expect([service.refreshes(), (await server.admin("GET", CONNECTION)).json?.expires]).toEqual([1, undefined]);
  });

  it("without a `refresh` is used as it is", async () => {
    const { server, service } = await connected(refreshing(() => undefined));
    server.clock.now += 60 * MINUTE;
    expect([(await subscribe(server)).status, service.refreshes()]).toEqual([201, 0]);
  });
});

describe("the `condition` of `refresh`", () => {
  const always = (condition: boolean) =>
    refreshing((refresh) => ({
      ...refresh,
      requests: refresh.requests.map((one) => ({ ...one, condition: () => condition })),
    }));

  it("renews long before the connection expires", async () => {
    const { server, service } = await connected(always(true));
    expect([(await subscribe(server)).status, service.refreshes()]).toEqual([201, 1]);
  });

  it("does not keep an expiring connection from being renewed", async () => {
    const { server, service } = await connected(always(false));
    expect([(await subscribe(server)).status, service.refreshes()]).toEqual([201, 0]);
    server.clock.now += 60 * MINUTE;
    expect([(await subscribe(server)).status, service.refreshes()]).toEqual([201, 1]);
  });

  it("that fails fails the call", async () => {
    const { server } = await connected(
      refreshing((refresh) => ({
        requests: refresh.requests.map((one) => ({
          ...one,
          condition: () => {
            throw new TypeError("no date");
          },
        })),
        places: { condition: "connection.iml.json:61:3" },
      })),
    );
    expect((await subscribe(server)).json?.subscription?.failure).toMatchObject({
      code: "refresh-failed",
      place: "connection.iml.json:61:3",
    });
  });
});

describe("in the background", () => {
  const soon = 60 * MINUTE - 30_000;

  it("a connection is renewed in its last minutes if a subscription hangs on it, once", async () => {
    const { server, service } = await connected();
    await subscribe(server);
    server.clock.now += 55 * MINUTE - 1;
    await server.app.refresh();
    expect(service.refreshes()).toBe(0);
    server.clock.now += 4.5 * MINUTE;
    await Promise.all([server.app.refresh(), server.app.refresh()]);
    expect(service.refreshes()).toBe(1);
    await server.app.refresh();
    expect(service.refreshes()).toBe(1);
  });

  it("one that nobody subscribes with is left alone, also when its subscriptions have ended", async () => {
    const { server, service } = await connected();
    server.clock.now += soon;
    await server.app.refresh();
    const { json } = await subscribe(server);
    await server.admin("DELETE", `/subscriptions/${json?.id}`);
    const before = service.refreshes();
    server.clock.now += soon;
    await server.app.refresh();
    expect([before, service.refreshes()]).toEqual([1, 1]);
  });

  it("one whose time has passed while no server ran is renewed, too", async () => {
    const { server, service } = await connected();
    await subscribe(server);
    server.clock.now += 48 * 60 * MINUTE;
    await server.app.refresh();
    expect(service.refreshes()).toBe(1);
  });

  it("a failure is seen on the connection, and tried again an hour later, or as soon as it is used", async () => {
    const { server, service } = await connected();
    await subscribe(server);
    const failure = async () => (await server.admin("GET", CONNECTION)).json?.refreshFailure;
    service.broken = 400;
    server.clock.now += soon;
    await server.app.refresh();
    expect(await failure()).toEqual({
      code: "refresh-failed",
      message: "The connection ada could not be renewed: The service answered 400.",
      place: "connections/account/account.oauth-communication.iml.json:53:14",
    });
    server.clock.now += 60 * MINUTE - 1;
    await server.app.refresh();
    expect(service.refreshes()).toBe(1);
    server.clock.now += 1;
    await server.app.refresh();
    expect(service.refreshes()).toBe(2);
    service.broken = undefined;
    expect((await subscribe(server)).status).toBe(201);
    expect([service.refreshes(), await failure()]).toEqual([3, undefined]);
  });
});
