import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appModel, filesOf } from "../compiler/generate/app.ts";
import { loadApp } from "../compiler/generate/load.ts";
import { generateApp } from "../compiler/generate/module.ts";
import { scriptText } from "../compiler/generate/script.ts";
import { analyzeProject, filesInMemory, findProject } from "../compiler/index.ts";
import { type Open, open } from "../language/values.ts";
import type { AppModule } from "../runtime/contract.ts";
import { codeOnly, expression, hostileText } from "./generate/arbitrary.ts";
import { analyzeCase, type Case, cases } from "./generate/case.ts";
import { typeErrors } from "./generate/type-errors.ts";

const root = join(import.meta.dirname, "..");
const version = "0.1.0";

describe.each(cases)("%s", (name) => {
  const { app, texts } = analyzeCase(name);
  const expected = join(root, "test/generate", name, "expected");

  test("is printed as expected", async () => {
    const files = generateApp(app, texts, version);
    for (const { path, text } of files) await expect(text).toMatchFileSnapshot(join(expected, path));
    expect(readdirSync(expected, { recursive: true }).toSorted()).toEqual(files.map(({ path }) => path).toSorted());
  });

  test("is printed alike each time", () => {
    expect(generateApp(app, texts, version)).toEqual(generateApp(app, texts, version));
  });

  test("runs the same functions as a script", () => {
    for (const file of filesOf(appModel(app, texts))) {
      const printed = generateApp(app, texts, version).find(({ path }) => path === `${file.path}.ts`);
      const [, script = ""] =
        /^export default \(values, functions(?:, custom)?\) => \{\n(.*)\n\};/s.exec(scriptText(file.module, "x")) ?? [];
      const typesStripped = (printed?.text ?? "")
        .replace(/^import [^;]*;\n/gm, "")
        .replace(/^ *\/\*\*.*\*\/\n/gm, "")
        .replace(/^export (?!default)/gm, "")
        .replace(/^export default/m, "return");
      const destructured = /^ *const \{[^}]*\} = (?:values|functions);\n/gm;
      expect(normalized(script.replace(destructured, ""))).toBe(normalized(typesStripped));
    }
  });

  test("is loaded as the app that its index exports", async () => {
    const loaded = await loadApp(app, texts);
    const { default: index } = (await import(join(expected, "index.ts"))) as { default: AppModule };
    expect(shapeOf(loaded)).toEqual(shapeOf(index));
  });
});

/** Statements of a function body as one printer has them, with types stripped. */
function normalized(body: string): string {
  return transformSync(`function module() {${body}}`, { loader: "ts", minifyWhitespace: true }).code;
}

/** A value with its functions replaced by a mark. */
function shapeOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, each) => (typeof each === "function" ? "function" : each)));
}

describe("the chat example", async () => {
  const { default: app } = (await import("./generate/chat/expected/index.ts")) as { default: AppModule };
  const { communication, attach, detach } = app.webhooks.webhook ?? {};
  const everywhere = { now: new Date(0), executionId: "e1", environment: { timezone: "UTC" } };
  const request = (body: Open) => ({
    ...everywhere,
    body,
    headers: {},
    query: undefined,
    method: "POST",
    rawBody: "",
    signature: { challenge: undefined },
  });

  test("answers a handshake with its challenge", () => {
    const handshake = request(open({ type: "url_verification", challenge: "a b&c" }));
    expect(communication?.verification?.condition?.(handshake)).toBe(true);
    expect(communication?.verification?.respond?.(handshake)).toEqual({
      type: "urlencoded",
      status: 255,
      body: { challenge: "a b&c" },
    });
    expect(communication?.verification?.condition?.(request(open({ type: "event" })))).toBe(false);
    expect(communication?.verification?.condition?.(request(undefined))).toBe(false);
  });

  test("takes the items of a request, each with its owner", () => {
    const items = [{ userId: 7, text: "hi" }, { text: "nobody's" }, "not even an object"];
    const batch = request(open({ data: items }));
    expect(communication?.iterate?.(batch)).toEqual(items);
    expect(items.map((item) => communication?.uid?.({ ...batch, item: open(item) }))).toEqual([
      7,
      undefined,
      undefined,
    ]);
    expect(communication?.output?.({ ...batch, item: open(items[0]) })).toBe(items[0]);
    expect(communication?.respond?.(batch)).toEqual({
      type: "text",
      status: 200,
      headers: { Accepted: true },
      body: "accepted",
    });
  });

  const connected = {
    ...everywhere,
    parameters: undefined,
    connection: open({ accessToken: "s3cret" }),
    common: undefined,
    data: undefined,
    temp: undefined,
    scenario: undefined,
  };

  test("subscribes and unsubscribes at the service", () => {
    const scope = { ...connected, webhook: open({ url: "https://imlc.example/h/1", externalHookId: "a/b?c" }) };
    expect(attach?.requests[0]?.request?.(scope)).toEqual({
      url: "https://www.example.com/api/webhook",
      method: "POST",
      body: { url: "https://imlc.example/h/1" },
    });
    expect(attach?.requests[0]?.data?.({ ...scope, body: open({ id: 42 }), headers: {}, statusCode: 200 })).toEqual({
      externalHookId: 42,
    });
    expect(attach?.requests[0]?.data?.({ ...scope, body: undefined, headers: {}, statusCode: 200 })).toEqual({});
    expect(detach?.requests[0]?.request?.(scope)).toEqual({
      url: "https://www.example.com/api/webhook/a%2Fb%3Fc",
      method: "DELETE",
    });
  });

  test("asks the service who the user is", () => {
    const procedure = app.connections.connection?.connect;
    const connection = procedure?.requests[0];
    const user = { id: "u1", fullName: "Ada Lovelace", email: "ada@example.com" };
    const reply = { ...connected, body: open({ ok: 1, user }), headers: {}, statusCode: 200 };
    expect(connection?.request?.(connected).headers).toEqual({ authorization: "Bearer s3cret" });
    expect(connection?.valid?.(reply)).toBe(true);
    expect(connection?.uid?.(reply)).toBe("u1");
    expect(connection?.metadata?.(reply)).toEqual({ type: "text", value: "Ada Lovelace (ada@example.com)" });
    expect(procedure?.sanitize).toEqual(["request.headers.authorization"]);
  });
});

test("an app of several webhooks and connections has a folder for each kind of name", () => {
  const { app, texts } = withoutVerdict("shop", `{"uid": "{{item.id}}"}`, {
    "shop/connections/key/key.communication.iml.json": `{"url": "https://a.example/me"}`,
    "shop/connections/oauth/oauth.communication.iml.json": `{"url": "https://a.example/me"}`,
  });
  const [webhook] = app.webhooks;
  if (!webhook?.communication) throw new Error("The app has no webhook.");
  const webhooks = ["new-order", "new_order"].map((id) => ({ ...webhook, id, attach: webhook.communication }));
  const connections = app.connections.toReversed();
  const files = generateApp({ ...app, webhooks, connections }, texts, version);
  expect(files.map(({ path }) => path)).toEqual([
    "new-order/webhook.ts",
    "new-order/attach.ts",
    "new_order/webhook.ts",
    "new_order/attach.ts",
    "connections/oauth.ts",
    "connections/key.ts",
    "index.ts",
  ]);
  expect(
    files.at(-1)?.text,
  ).toBe(`// Generated by imlc ${version} from shop. Do not edit: change the manifest and run \`imlc build\`.
import type { AppModule } from "imlc/runtime";
import connections_key from "./connections/key.ts";
import connections_oauth from "./connections/oauth.ts";
import _new_order_attach from "./new-order/attach.ts";
import _new_order_webhook from "./new-order/webhook.ts";
import new_order_attach from "./new_order/attach.ts";
import new_order_webhook from "./new_order/webhook.ts";

export default {
  id: "shop",
  webhooks: {
    "new-order": { communication: _new_order_webhook, attach: _new_order_attach },
    new_order: { communication: new_order_webhook, attach: new_order_attach },
  },
  connections: {
    oauth: { connect: connections_oauth },
    key: { connect: connections_key },
  },
} satisfies AppModule;
`);
});

describe("generated TypeScript", () => {
  let folder = "";
  beforeAll(() => {
    mkdirSync(join(root, ".imlc"), { recursive: true });
    folder = mkdtempSync(join(root, ".imlc/modules-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("passes the strict checks of TypeScript, and has no way to run text", () => {
    const outputs = fc.sample(
      fc.dictionary(
        hostileText,
        expression.map((each) => `{{${each}}}`),
        { maxKeys: 12 },
      ),
      {
        numRuns: 150,
        seed: 20261122,
      },
    );
    const modules = outputs.map((output, index) => {
      const text = JSON.stringify({ uid: "{{item.id}}", condition: Object.values(output)[0] ?? true, output });
      const { app, texts } = withoutVerdict(`app${index}`, text);
      const module = generateApp(app, texts, version).find(({ path }) => path === "webhook.ts");
      const path = join(folder, `app${index}.ts`);
      writeFileSync(path, module?.text ?? "");
      expect(codeOnly(module?.text ?? "")).not.toMatch(/\b(?:any|eval|Function)\b|\bimport\s*\(/);
      return path;
    });
    const printed = cases.map((name) => join(root, "test/generate", name, "expected/index.ts"));
    expect(typeErrors(folder, [...modules, ...printed])).toBe("");
  }, 120_000);
});

/** An app of one webhook, and whatever else there is, whatever a checker says of it. */
function withoutVerdict(name: string, text: string, more: Readonly<Record<string, string>> = {}): Case {
  const files = filesInMemory({ [`${name}/webhook.iml.json`]: text, ...more });
  const { apps, texts } = analyzeProject(findProject(files, [name]), files);
  const [app] = apps;
  if (!app) throw new Error("There is no app.");
  return { app, texts };
}
