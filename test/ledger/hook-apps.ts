import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const attach = {
  url: "/hooks",
  method: "POST",
  body: { url: "{{webhook.url}}", channel: "{{parameters.channel}}" },
  response: { data: { remote: "{{body.id}}", expires: "{{body.expires}}" } },
};
const one = "/hooks/{{webhook.remote}}";
const manifests = {
  webhook: { uid: "{{item.account}}" },
  base: { baseUrl: "https://service.example", headers: { authorization: "Bearer {{connection.token}}" } },
  attach,
  detach: { url: one, method: "DELETE" },
};
const update = { ...attach, url: one, method: "PUT", body: { channel: "{{parameters.channel}}" } };
/** Those of our URL and of the parameters that attach sends. */
const listing = {
  url: "/hooks",
  response: {
    iterate: {
      container: "{{body.hooks}}",
      condition: "{{item.url = webhook.url && (!parameters.channel || item.channel = parameters.channel)}}",
    },
    output: { remote: "{{item.id}}", expires: "{{item.expires}}" },
  },
};

/** Writes two apps of the service to a new folder: `updating` has an `update`, `plain` has not; `lists`: both have a listing. */
export function writeApps(lists: boolean): string {
  const cwd = mkdtempSync(join(tmpdir(), "imlc-ledger-kill-"));
  const config = { webhook: { expires: "{{webhook.expires}}", ...(lists ? { listing } : {}) } };
  const apps = { plain: manifests, updating: { ...manifests, update } };
  for (const [app, files] of Object.entries(apps)) {
    mkdirSync(join(cwd, app));
    for (const [name, file] of Object.entries(files))
      writeFileSync(join(cwd, app, `${name}.iml.json`), JSON.stringify(file));
    writeFileSync(join(cwd, app, "imlc.json"), JSON.stringify(config));
  }
  return cwd;
}
