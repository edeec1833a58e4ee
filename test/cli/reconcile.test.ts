import { afterAll, beforeAll, expect, test } from "vitest";
import { admin, adminToken, type Serving, serve } from "../e2e/server.ts";
import { writeApps } from "../ledger/hook-apps.ts";
import { openService, type Service } from "../ledger/service.ts";
import { run } from "./run.ts";

let service: Service;
let server: Serving;
let cwd: string;
const ids: string[] = [];

beforeAll(async () => {
  service = await openService({ again: "another" });
  cwd = writeApps(true);
  const { host, origin } = service.server;
  const network = ["--allow-host", host, "--resolve", `https://service.example=${origin}`];
  server = await serve(["plain", "--port", "0", "--store", "sqlite:store.db", ...network], { cwd });
  await admin(server.url, "PUT", "/apps/plain/connections/ada", { uid: "ada", parameters: { token: "token-ada" } });
  for (const channel of ["general", "random"]) {
    const body = { connection: "ada", parameters: { channel }, target: { url: "https://target.example/" } };
    const { json } = await admin(server.url, "POST", "/apps/plain/webhooks/webhook/subscriptions", body);
    ids.push(String((json as { id?: string }).id));
  }
});
afterAll(async () => {
  await server.end("SIGTERM");
  await service.server.close();
});

const reconcile = (args: readonly string[], token = adminToken) =>
  run(["reconcile", "plain/webhook", "--url", server.url, ...args], { cwd, env: { IMLC_ADMIN_TOKEN: token } });

test("a service that has what the ledger has: one line, and exit code 0", async () => {
  expect(await reconcile([])).toEqual({ code: 0, out: "1 connection compared.\n", err: "" });
});

test("what differs is said and is exit code 1; with `--fix` both agree", async () => {
  const [general = "", random = ""] = [...service.hooks.keys()];
  const left = service.hooks.get(random);
  if (left === undefined) throw new Error("There is no hook.");
  service.forget(general);
  service.add({ ...left, id: "stray" });
  const missing = `ada: the service has no hook for the subscription ${ids[0]}`;
  const orphan = "ada: the service has 1 hook that no subscription has";
  expect(await reconcile([])).toEqual({
    code: 1,
    out: `${missing}\n${orphan}\n1 connection compared, 1 of them not in order. \`--fix\` mends them.\n`,
    err: "",
  });
  const apart = { connection: "ada", held: [ids[1]], missing: [ids[0]], orphans: 1 };
  const asJson = await reconcile(["--format", "json"]);
  expect([asJson.code, JSON.parse(asJson.out)]).toMatchObject([1, { connections: [apart] }]);
  expect(await reconcile(["--fix"])).toEqual({
    code: 0,
    out: `${missing}; attached anew\n${orphan}; detached\n1 connection compared.\n`,
    err: "",
  });
  expect((await reconcile([])).code).toBe(0);
  expect([...service.hooks.values()].map(({ channel }) => channel).sort()).toEqual(["general", "random"]);
});

test("a service that cannot be asked is said and is exit code 1", async () => {
  service.broken = () => ({ status: 401 });
  const { code, out } = await reconcile([]);
  service.broken = undefined;
  expect([code, out]).toEqual([1, expect.stringContaining("ada: The service answered 401.\n")]);
});

test.each([
  [["plain", "--url", "http://127.0.0.1:1"], "plain is no webhook; write APP/WEBHOOK."],
  [
    ["plain/webhook", "--url", "http://127.0.0.1:1"],
    "no server answers at http://127.0.0.1:1. Say with --url where it is.",
  ],
])("%j is a misuse that says what to do", async (args, said) => {
  const { code, err } = await run(["reconcile", ...args], { cwd, env: { IMLC_ADMIN_TOKEN: adminToken } });
  expect([code, err]).toEqual([2, expect.stringContaining(said)]);
});

test("a server that refuses is quoted", async () => {
  const refused = await reconcile([], "another-token-of-16");
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining(`the server at ${server.url} refused:`)]);
  const { code, err } = await run(["reconcile", "plain/none", "--url", server.url], {
    cwd,
    env: { IMLC_ADMIN_TOKEN: adminToken },
  });
  expect([code, err]).toEqual([2, expect.stringContaining("There is no webhook none in the app plain.")]);
});
