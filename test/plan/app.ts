import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import type { RecordedRequest } from "../../runtime/plan/recorded.ts";

/** The files of an app, by their names. */
export type AppFiles = Readonly<Record<string, string>>;

/** Compiles an app. */
export async function compiled(files: AppFiles): Promise<AppModule> {
  const inMemory = filesInMemory(files, "shop");
  const { apps, diagnostics, texts } = analyzeProject(findProject(inMemory, ["."]), inMemory);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [app] = apps;
  if (app === undefined || errors.length > 0) throw new Error(JSON.stringify(errors));
  return (await loadApp(app, texts)) as AppModule;
}

/** A shop that has everything of which a manifest can be made. */
export const shop: AppFiles = {
  "webhook.iml.json": `{
  "verification": {
    "condition": "{{body.type = 'hello'}}",
    "respond": { "type": "json", "status": 200, "body": { "challenge": "{{body.challenge}}" } }
  },
  "condition": { "condition": "{{body.type = 'orders'}}", "default": { "id": "none", "owner": "nobody", "at": "2026-01-01T00:00:00Z", "kind": "{{body.type}}" } },
  "iterate": { "container": "{{body.orders}}", "condition": "{{item.kind != 'draft'}}" },
  "uid": "{{item.owner}}",
  "output": { "id": "{{item.id}}", "when": "{{formatDate(item.at; 'DD.MM.YYYY HH:mm')}}", "kind": "{{shout(item.kind)}}", "total": "{{item.total}}" },
  "respond": { "type": "json", "status": 200, "headers": { "x-shop": "one" }, "body": { "taken": "{{length(body.orders)}}" } }
}`,
  "imlc.json": `{
  "webhook": {
    "dedupe": "{{item.id}}",
    "platformEvent": "{{item.kind = 'limit'}}",
    "timezone": "UTC",
    "signature": { "scheme": "slack", "secrets": ["SHOP_SECRET"], "tolerance": 300 }
  }
}`,
  "functions/shout/code.js": "function shout(text) { return text + '!'; }",
};

/** The same files, with what stands in one of them replaced; it must stand there once. */
export function edited(file: string, from: string, to: string): AppFiles {
  const text = shop[file] ?? "";
  if (text.split(from).length !== 2) throw new Error(`${from} does not stand once in ${file}.`);
  return { ...shop, [file]: text.replace(from, () => to) };
}

export const secret = "the secret of the shop";

/** A request with this body, signed `late` seconds before it came. */
export async function recorded(id: string, body: object, late = 1): Promise<RecordedRequest> {
  const receivedAt = Date.UTC(2026, 0, 2, 23, 30);
  const text = JSON.stringify(body);
  const timestamp = String(receivedAt / 1_000 - late);
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), HMAC, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`v0:${timestamp}:${text}`));
  return {
    id,
    receivedAt,
    method: "POST",
    url: "/hooks/shop/webhook",
    headers: {
      "content-type": "application/json",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${Buffer.from(mac).toString("hex")}`,
    },
    body: new TextEncoder().encode(text),
  };
}

const HMAC = { name: "HMAC", hash: "SHA-256" };
