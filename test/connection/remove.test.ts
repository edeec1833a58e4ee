import { afterEach, describe, expect, it } from "vitest";
import type { Running } from "../admin/running.ts";
import { oauthApp } from "./app.ts";
import { authorize, CONNECTION, subscribe, withProvider } from "./flow.ts";

const open: Running[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function connected() {
  const started = await withProvider();
  open.push(started.server);
  await authorize(started.server);
  return started;
}

describe("a connection that is removed", () => {
  it("gives its token back, and is gone", async () => {
    const { server, service } = await connected();
    const [token] = service.tokens.keys();
    expect(await server.admin("DELETE", CONNECTION)).toEqual({
      status: 200,
      json: { app: "chat", id: "ada", invalidated: true },
    });
    expect([service.revoked, (await server.admin("GET", CONNECTION)).status]).toEqual([[token], 404]);
    expect((await server.admin("DELETE", CONNECTION)).status).toBe(404);
    expect((await server.admin("DELETE", "/apps/none/connections/ada")).status).toBe(404);
  });

  it("stays while subscriptions hang on it, and keeps its token", async () => {
    const { server, service } = await connected();
    const { json } = await subscribe(server);
    expect(await server.admin("DELETE", CONNECTION)).toMatchObject({
      status: 409,
      json: { error: { code: "connection-in-use" } },
    });
    expect(service.revoked).toEqual([]);
    await server.admin("DELETE", `/subscriptions/${json?.id}`);
    expect((await server.admin("DELETE", CONNECTION)).status).toBe(200);
    expect((await server.admin("GET", `/subscriptions/${json?.id}`)).json).toMatchObject({ state: "detached" });
  });

  it("is forgotten although the service refuses the token, and says so", async () => {
    const { server, service } = await connected();
    service.broken = 400;
    expect(await server.admin("DELETE", CONNECTION)).toMatchObject({
      status: 200,
      json: {
        invalidated: false,
        failure: {
          message: "The service answered 400.",
          place: "connections/account/account.oauth-communication.iml.json:74:17",
        },
      },
    });
    expect((await server.admin("GET", CONNECTION)).status).toBe(404);
  });

  it("stays if the service is broken, to be removed later", async () => {
    const { server, service } = await connected();
    service.broken = 503;
    expect((await server.admin("DELETE", CONNECTION)).status).toBe(502);
    service.broken = undefined;
    expect((await server.admin("DELETE", CONNECTION)).json).toMatchObject({ invalidated: true });
  });

  it("asks nobody where there is no `invalidate`, or its manifest is not served any more", async () => {
    const { server } = await connected();
    await server.admin("PUT", CONNECTION, { uid: "7", connection: "account" });
    const { account } = oauthApp.connections;
    const without = {
      ...oauthApp,
      connections: { account: { ...account, oauth: { ...account?.oauth, invalidate: undefined } } },
    };
    const other = await withProvider({ apps: [without] });
    open.push(other.server);
    await authorize(other.server);
    expect(await other.server.admin("DELETE", CONNECTION)).toEqual({ status: 200, json: { app: "chat", id: "ada" } });
  });
});
