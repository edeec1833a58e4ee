import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { encodeValue } from "../../language/codec.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { sealRequest } from "../../runtime/kept-request.ts";
import { createSecrets, newSecretKey } from "../../runtime/secrets.ts";
import { folder, run } from "./run.ts";

const hook = `{
  "uid": "{{item.user}}",
  "output": {
    "text": "{{item.text}}"
  },
  "respond": {
    "status": 200,
    "body": { "ok": true }
  }
}`;

function request(n: number): object {
  return {
    receivedAt: "2026-01-02T03:04:05Z",
    method: "POST",
    url: "/hooks/chat/webhook",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: n, text: `text ${n}` }),
  };
}

function lines(...requests: readonly object[]): string {
  return requests.map((one) => JSON.stringify(one)).join("\n");
}

const requests = lines(request(1), request(2));

function sides(now: string, more: Readonly<Record<string, string>> = {}): string {
  return folder({
    "old/webhook.iml.json": hook,
    "new/webhook.iml.json": now,
    "requests.jsonl": requests,
    ...more,
  });
}

const args = ["plan", "old", "new", "--requests", "requests.jsonl"];

test("what differs is told with its places, the most frequent first", async () => {
  const cwd = sides(
    hook
      .replace("200", "202")
      .replace("{{item.user}}", "u{{item.user}}")
      .replace('"{{item.text}}"', '"{{if(item.user = 2; 1; item.text)}}"'),
  );
  const { code, out, err } = await run(args, { cwd });
  expect([code, err]).toEqual([2, ""]);
  expect(out.replace(/in \d+ ms/, "in 1 ms")).toBe(
    [
      "status of the reply 200 → 202",
      "  2 requests; for example line 1",
      "  webhook.iml.json:7:15",
      "",
      'uid "1" → "u1"',
      "  2 requests, 2 items; for example line 1, item 1",
      "  webhook.iml.json:2:10",
      "",
      'output `text` "text 2" → 1',
      "  1 request, 1 item; for example line 2, item 1",
      "  webhook.iml.json:4:13",
      "",
      "2 requests compared in 1 ms: 3 differences.",
      "",
    ].join("\n"),
  );
});

test("programs get each difference", async () => {
  const cwd = sides(hook.replace("{{item.user}}", "u{{item.user}}"));
  const { code, out } = await run([...args, "--format", "json"], { cwd });
  expect(code).toBe(2);
  expect(JSON.parse(out)).toEqual({
    schemaVersion: 1,
    compared: 2,
    skipped: 0,
    groups: [
      {
        kind: "uid",
        path: [],
        app: "new",
        webhook: "webhook",
        unit: "uid",
        places: { old: "webhook.iml.json:2:10", new: "webhook.iml.json:2:10" },
        requests: 2,
        differences: [
          { request: "line 1", item: 1, old: '"1"', new: '"u1"' },
          { request: "line 2", item: 1, old: '"2"', new: '"u2"' },
        ],
      },
    ],
  });
});

test("what does not differ is no difference", async () => {
  const { code, out } = await run(args, { cwd: sides(`// The same.\n${hook}`) });
  expect(code).toBe(0);
  expect(out).toMatch(/^2 requests compared in \d+ ms: no difference\.\n$/);
});

// A hook that runs these tests names its own repository to git, and who signs what he commits would be asked to.
beforeAll(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("GIT_")) vi.stubEnv(name, undefined);
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
});

test("a commit is a side", async () => {
  const cwd = folder({ "chat/webhook.iml.json": hook, "requests.jsonl": requests });
  const git = (...command: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...command], { cwd });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "First");
  writeFileSync(join(cwd, "chat/webhook.iml.json"), hook.replace("200", "204"));
  const { code, out } = await run(["plan", "HEAD:chat", "chat", "--requests", "requests.jsonl"], { cwd });
  expect([code, out]).toEqual([2, expect.stringContaining("status of the reply 200 → 204")]);
  const none = await run(["plan", "nowhere:chat", "chat", "--requests", "requests.jsonl"], { cwd });
  expect([none.code, none.err]).toEqual([2, "imlc: there is no commit nowhere here.\n"]);
});

test("a commit with a file that is no UTF-8 text is refused, as a folder is", async () => {
  const cwd = folder({ "chat/webhook.iml.json": hook, "requests.jsonl": requests });
  const git = (...command: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...command], { cwd });
  writeFileSync(join(cwd, "chat/webhook.iml.json"), Buffer.from(hook.replace("text", "größe"), "latin1"));
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "First");
  writeFileSync(join(cwd, "chat/webhook.iml.json"), hook.replace("text", "\ufffd"));
  const { code, out, err } = await run(["plan", "HEAD:chat", "chat", "--requests", "requests.jsonl"], { cwd });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe("imlc: HEAD:chat/webhook.iml.json is no UTF-8 text: save it as UTF-8.\n");
});

describe("a store", () => {
  const secretKey = newSecretKey();

  async function filled(cwd: string): Promise<void> {
    const secrets = await createSecrets(secretKey);
    const engine = await openSqlite({ file: join(cwd, "store.db") });
    const at = { createdAt: 0, updatedAt: 0 };
    await engine.putConnection({ app: "new", id: "ada", uid: "1", secret: await secrets.seal("{}"), ...at });
    await engine.createSubscription({
      id: "sub-ada",
      app: "new",
      webhook: "webhook",
      connection: "ada",
      parameters: await secrets.seal(encodeValue({ prefix: "Ada: " })),
      target: { kind: "function", name: "x" },
      createdAt: 0,
      lateMatch: false,
    });
    const raw = {
      method: "POST",
      url: "/hooks/new/webhook",
      headers: { "content-type": "application/json", "x-api-token": "canary-token" },
      body: new TextEncoder().encode('{"user": 1, "text": "hi"}'),
    };
    const kept = await sealRequest(secrets, raw);
    await engine.accept({
      ...kept,
      id: "r1",
      app: "new",
      webhook: "webhook",
      receivedAt: 0,
      items: [],
      dedupeWindow: 0,
    });
    await engine.close();
  }

  const fromStore = ["plan", "old", "new", "--from-store", "sqlite:store.db"];
  const env = { IMLC_SECRET_KEY: secretKey };

  test("has requests, and tells who loses what", async () => {
    const cwd = sides(hook.replace("{{item.user}}", "u{{item.user}}"));
    await filled(cwd);
    const { code, out } = await run(fromStore, { cwd, env });
    expect(code).toBe(2);
    expect(out).toContain('uid "1" → "u1"\n  1 request, 1 item; for example r1, item 1\n  sub-ada → no subscription\n');
  });

  test("has the parameters of subscriptions", async () => {
    const cwd = sides(hook.replace('"{{item.text}}"', '"{{parameters.prefix}}{{item.text}}"'));
    await filled(cwd);
    const { code, out } = await run(fromStore, { cwd, env });
    expect([code, out]).toEqual([2, expect.stringContaining('output `text` "hi" → "Ada: hi"')]);
  });

  test("is read with what is sealed in it, which is not shown", async () => {
    const cwd = sides(hook.replace('"{{item.text}}"', '"{{headers.`x-api-token`}}"'));
    await filled(cwd);
    const { code, out } = await run(fromStore, { cwd, env });
    expect([code, out]).toEqual([2, expect.stringContaining('output `text` "hi" → "[redacted]"')]);
    const none = await run(fromStore, { cwd });
    expect([none.code, none.out]).toEqual([2, ""]);
    expect(none.err).toContain("set IMLC_SECRET_KEY");
  });

  test("that a server has open is refused, with the way out", async () => {
    const cwd = sides(hook);
    const engine = await openSqlite({ file: join(cwd, "store.db") });
    const { code, err } = await run(fromStore, { cwd, env });
    await engine.close();
    expect([code, err]).toEqual([2, expect.stringContaining("Copy it with `imlc backup`, and name the copy.")]);
  });

  test("that is not there is not made", async () => {
    const { code, err } = await run(fromStore, { cwd: sides(hook), env });
    expect([code, err]).toEqual([2, expect.stringMatching(/^imlc: there is no store .*store\.db\.\n$/)]);
  });
});

test.each([
  ["nothing to compare with", ["plan", "old", "new"], "either `--requests FILE` or `--from-store sqlite:FILE`"],
  ["a file that is not there", ["plan", "old", "new", "--requests", "none"], "there is no file none."],
  [
    "a folder that is not there",
    ["plan", "none", "new", "--requests", "requests.jsonl"],
    "there is no file or folder none",
  ],
])("%s is a misuse", async (_what, command, message) => {
  const { code, out, err } = await run(command, { cwd: sides(hook) });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
});

test.each([
  ["{", "line 1 of the requests is no JSON object."],
  [lines({ ...request(1), receivedAt: "soon" }), "line 1 of the requests needs `receivedAt`"],
  [lines(request(1), { ...request(1), headers: [] }), "line 2 of the requests needs `headers`: an object of texts."],
  [lines({ ...request(1), method: undefined }), "line 1 of the requests lacks `method`."],
  [lines({ ...request(1), bodyBase64: "*" }), "line 1 of the requests has a `bodyBase64` that is not base64."],
  [lines({ ...request(1), body: {} }), "line 1 of the requests has a `body` that is no text."],
  [lines({ ...request(1), app: "other" }), "neither side has the webhook of any of the 1 requests"],
])("of the lines %s it says what is wrong", async (text, message) => {
  const { code, err } = await run(args, { cwd: sides(hook, { "requests.jsonl": text }) });
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});

test("a signature that is new needs its secret", async () => {
  const cwd = sides(hook, {
    "new/imlc.json": '{ "webhook": { "signature": { "scheme": "github", "secrets": ["CHAT_SECRET"] } } }',
  });
  const without = await run(args, { cwd });
  expect([without.code, without.err]).toEqual([
    2,
    expect.stringContaining("set the environment variable `CHAT_SECRET`"),
  ]);
  const { code, out } = await run(args, { cwd, env: { CHAT_SECRET: "x" } });
  expect([code, out]).toEqual([
    2,
    expect.stringContaining('signature "valid" → "missing"\n  2 requests; for example line 1\n'),
  ]);
});
