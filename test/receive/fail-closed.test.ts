import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import type { Payload } from "../../runtime/engine/engine.ts";
import { running } from "../admin/running.ts";

/** An app that uses every directive of a webhook and every key of its settings that decides who gets what. */
const files = {
  "app/webhook.iml.json": {
    verification: {
      condition: "{{body.type = 'hello'}}",
      respond: { type: "json", status: 200, headers: { "x-hello": "1" }, body: { challenge: "{{body.challenge}}" } },
    },
    condition: "{{body.type != 'ignored'}}",
    iterate: { container: "{{body.events}}", condition: "{{item.kind != 'noise'}}" },
    uid: "{{item.user.id}}",
    output: { name: "{{item.name}}", channel: "{{parameters.channel}}" },
    respond: { type: "text", status: 200, headers: { "x-taken": "1" }, body: "taken" },
  },
  "app/attach.iml.json": {
    url: "https://www.example.com/api/webhook",
    method: "POST",
    body: { url: "{{webhook.url}}" },
    response: { data: { id: "{{body.id}}" } },
  },
  "app/imlc.json": {
    webhook: {
      signature: { scheme: "github", secrets: ["SECRET"], status: 403 },
      dedupe: "{{item.name}}",
      dedupeWindow: 3600,
      platformEvent: "{{item.kind = 'limit'}}",
      lateMatch: true,
      timezone: "Europe/Berlin",
      equality: "strict",
      deadline: 2000,
    },
  },
};

/** What is left out whole: the items that it held back go out then, to nobody but those whose uid they have. */
const gates = new Set([
  ...["condition", "iterate.condition", "platformEvent", "dedupe", "iterateCondition", "verification"],
  ...["signature", "webhook", "verification.condition", "verification.respond"],
]);

const events = [
  { name: "for ada", user: { id: 7 } },
  { name: "for ben", user: { id: "9" } },
  { name: "for nobody", user: { id: 8 } },
  { name: "for whom" },
  { name: "as text", user: { id: "07" } },
  { name: "noise for ada", kind: "noise", user: { id: 7 } },
  { name: "limit of ben", kind: "limit", user: { id: 9 } },
];
const owners: Readonly<Record<string, string>> = {
  "for ada": "7",
  "for ben": "9",
  "noise for ada": "7",
  "limit of ben": "9",
  "ignored for ada": "7",
  "forged for ben": "9",
};

interface Told {
  readonly status: number;
  readonly body: unknown;
  readonly signed: boolean;
}
const requests: readonly Omit<Told, "status">[] = [
  { signed: true, body: { events } },
  { signed: true, body: { type: "hello", challenge: "x", events: [{ name: "for ada", user: { id: 7 } }] } },
  { signed: true, body: { type: "ignored", events: [{ name: "ignored for ada", user: { id: 7 } }] } },
  { signed: false, body: { events: [{ name: "forged for ben", user: { id: 9 } }] } },
];

type Deliveries = ReadonlySet<string>;

/** Who got what, as `UID: NAME`, of all requests. Undefined if the server cannot even start an attach with such an app. */
async function deliveriesOf(app: AppModule): Promise<Deliveries> {
  const server = await running({ apps: [app], environment: { SECRET: "s3cret" } });
  const got = new Set<string>();
  try {
    const [webhook = "webhook"] = Object.keys(app.webhooks ?? {});
    const lanes: [string, string][] = [];
    for (const uid of ["7", "9"]) {
      await server.admin("PUT", `/apps/${app.id}/connections/c${uid}`, { uid });
      const made = await server.admin("POST", `/apps/${app.id}/webhooks/${webhook}/subscriptions`, {
        connection: `c${uid}`,
        parameters: { channel: `of ${uid}` },
        target: { url: "https://target.example/in" },
      });
      lanes.push([uid, String(made.json?.id)]);
    }
    for (const { body, signed } of requests) {
      const text = JSON.stringify(body);
      const mac = createHmac("sha256", "s3cret").update(text).digest("hex");
      await server.hook(text, `/hooks/${app.id}/${webhook}`, signed ? { "x-hub-signature-256": `sha256=${mac}` } : {});
    }
    for (const [uid, lane] of lanes) {
      for (const { payload } of await server.engine.heads(lane, 100)) got.add(`${uid}: ${nameIn(payload)}`);
    }
  } finally {
    await server.close();
  }
  return got;
}

function nameIn(payload: Payload): string {
  switch (payload.kind) {
    case "bundle":
      return JSON.parse(payload.bundle).name;
    case "scope":
      return JSON.parse(payload.scope).item.name;
    case "failure":
      return payload.item;
  }
}

/** The app of these files; undefined if the compiler refuses them. */
async function compiled(manifests: Readonly<Record<string, object>>): Promise<AppModule | undefined> {
  const texts = Object.entries(manifests).map(([path, json]) => [path, JSON.stringify(json)] as const);
  const disk = filesInMemory(Object.fromEntries(texts));
  const analysis = analyzeProject(findProject(disk, ["."]), disk);
  const [app] = analysis.apps;
  if (!app || analysis.diagnostics.some(({ severity }) => severity === "error")) return undefined;
  // The compiler does not import the runtime; that its modules satisfy the contract is what `test/generate` holds.
  return (await loadApp(app, analysis.texts)) as AppModule;
}

/** The path of every member of an object, at any depth. */
function membersOf(value: unknown, under: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...under, key], ...membersOf(inner, [...under, key])]);
}

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.flatMap((item, n) => (String(n) !== key ? [item] : rest.length === 0 ? [] : [without(item, rest)]));
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, inner]) =>
      name !== key ? [[name, inner]] : rest.length === 0 ? [] : [[name, without(inner, rest)]],
    ),
  );
}

const whole = await compiled(files);
const usual = whole === undefined ? new Set<string>() : await deliveriesOf(whole);

function expectNobodyElse(got: Deliveries, path: readonly string[]): void {
  const isGate = [...gates].some((gate) => path.join(".").endsWith(gate));
  const others = [...got].filter((one) => {
    const [uid, name = ""] = one.split(": ");
    return isGate ? owners[name] !== uid : !usual.has(one);
  });
  expect(others).toEqual([]);
}

describe("an app of which any one field is missing delivers to nobody who would not have got it", () => {
  it("and all of it to those who should", () => {
    expect(usual).toEqual(new Set(["7: for ada", "9: for ben"]));
  });

  const paths = Object.entries(files).flatMap(([file, json]) =>
    membersOf(json).map((path) => [file, ...path] as const),
  );
  it.each(paths.map((path) => [path.join(" "), path] as const))(
    "%s, in its files",
    async (_path, [file = "", ...path]) => {
      const app = await compiled({ ...files, [file]: without(files[file as keyof typeof files], path) as object });
      if (app !== undefined) expectNobodyElse(await deliveriesOf(app), path);
    },
  );

  const members = membersOf(whole).filter(([first]) => first !== "id");
  it.each(members.map((path) => [path.join(" "), path] as const))("%s, in its module", async (_path, path) => {
    expectNobodyElse(await deliveriesOf(without(whole, path) as AppModule).catch(() => new Set<string>()), path);
  });
});
