import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;

/** The manifests of a webhook that uses whatever can belong to one, and a module that imports it. */
export const orders: Readonly<Record<string, string>> = {
  "hooks/webhook.iml.json": `{
  "verification": {
    "condition": "{{body.type == 'ping'}}",
    "respond": { "status": 200, "body": "{{body.challenge}}" }
  },
  "iterate": "{{body.orders}}",
  "uid": "{{item.shop}}",
  "output": {
    "number": "{{item.number}}",
    "buyer": "{{upper(item.buyer)}}",
    "note": "{{shorten(item.note; 5)}}",
    "due": "{{addDays(item.day; 2)}}"
  }
}
`,
  "hooks/attach.iml.json": `{
  "url": "https://shop.example/hooks",
  "method": "POST",
  "body": { "address": "{{webhook.url}}" },
  "response": { "data": { "hook": "{{body.id}}" } }
}
`,
  "hooks/detach.iml.json": `{ "url": "https://shop.example/hooks/{{webhook.hook}}", "method": "DELETE" }
`,
  "hooks/imlc.json": `{ "webhook": { "timezone": "Europe/Prague", "payload": { "samples": ["./sample.json"] } } }
`,
  "hooks/sample.json": `{ "orders": [{ "number": 1, "shop": "a", "buyer": "ada", "note": "fragile", "day": "2026-01-02" }] }
`,
  "hooks/functions/shorten/code.js": `function shorten(text, most) {
  return String(text).slice(0, most);
}
`,
  "main.js": `import hook from "./hooks/webhook.iml.json";
export default hook;
`,
};

/** A folder with the given files, in which the package is installed; what is written there stays until the machine tidies up. */
export function installed(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "imlc-plugin-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/imlc"));
  put(folder, { "package.json": '{ "type": "module", "private": true }\n', ...files });
  return folder;
}

/** Writes files below a folder. */
export function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
