import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseJson } from "../../grammar/json/parse.ts";
import { get } from "../../language/read.ts";
import { collectionOf } from "../../testing/fixture/json.ts";
import { hex, hmac, type Provider } from "./provider.ts";

const plain = { secret: "a secret of the service", otherSecret: "another secret of it" };
const inHex = { encoded: hex, encoding: "hex", isTimed: false } as const;

/** Services whose schemes have no name, so that their apps in `test/providers/` put them together. */
export const putTogether: readonly Provider[] = [
  {
    ...plain,
    ...inHex,
    name: "linear",
    signature: declaredBy("linear"),
    manifest: { uid: "{{body.organizationId}}" },
    owners: ["48a2c3c0-1c0d-4a32-a3a5-1f0f2c5d8a01", "48a2c3c0-1c0d-4a32-a3a5-1f0f2c5d8a02"],
    event: (owner) => ({ body: JSON.stringify({ action: "create", type: "Issue", organizationId: owner }) }),
    sign: (secret, { body }) => ({ "linear-signature": hmac("hex", secret, body) }),
    header: "linear-signature",
  },
  {
    ...plain,
    ...inHex,
    name: "notion",
    signature: declaredBy("notion"),
    manifest: { uid: "{{body.workspace_id}}" },
    owners: ["13950b26-c203-4f3b-b97d-93ec06319565", "13950b26-c203-4f3b-b97d-93ec06319566"],
    event: (owner) => ({ body: JSON.stringify({ workspace_id: owner, type: "page.content_updated" }) }),
    sign: (secret, { body }) => ({ "x-notion-signature": `sha256=${hmac("hex", secret, body)}` }),
    header: "x-notion-signature",
  },
  {
    ...plain,
    ...inHex,
    name: "intercom",
    signature: declaredBy("intercom"),
    manifest: { uid: "{{body.app_id}}" },
    owners: ["a86dr8yl", "a86dr8ym"],
    event: (owner) => ({ body: JSON.stringify({ type: "notification_event", app_id: owner }) }),
    sign: (secret, { body }) => ({
      "x-hub-signature": `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`,
    }),
    header: "x-hub-signature",
  },
  {
    ...plain,
    ...inHex,
    name: "jira",
    signature: declaredBy("jira"),
    manifest: { uid: "{{body.issue.self}}" },
    owners: ["https://ada.atlassian.net/rest/api/2/1", "https://ben.atlassian.net/rest/api/2/1"],
    event: (owner) => ({ body: JSON.stringify({ webhookEvent: "jira:issue_updated", issue: { self: owner } }) }),
    sign: (secret, { body }) => ({ "x-hub-signature": `sha256=${hmac("hex", secret, body)}` }),
    header: "x-hub-signature",
  },
  {
    ...plain,
    ...inHex,
    name: "dropbox",
    signature: declaredBy("dropbox"),
    manifest: { iterate: "{{body.list_folder.accounts}}", uid: "{{item}}" },
    owners: ["dbid:AAH4f99T0taONIb", "dbid:AAH4f99T0taONIc"],
    event: (owner) => ({ body: JSON.stringify({ list_folder: { accounts: [owner] } }) }),
    sign: (secret, { body }) => ({ "x-dropbox-signature": hmac("hex", secret, body) }),
    header: "x-dropbox-signature",
  },
  {
    ...plain,
    ...inHex,
    name: "twitch",
    signature: declaredBy("twitch"),
    manifest: { uid: "{{body.subscription.condition.broadcaster_user_id}}" },
    owners: ["1337", "1338"],
    event: (owner) => ({ body: JSON.stringify({ subscription: { condition: { broadcaster_user_id: owner } } }) }),
    sign: (secret, { body, now }) => {
      const id = "befa7b53-d79d-478f-86b9-120f112b044e";
      const time = new Date(now).toISOString();
      return {
        "twitch-eventsub-message-id": id,
        "twitch-eventsub-message-timestamp": time,
        "twitch-eventsub-message-signature": `sha256=${hmac("hex", secret, id, time, body)}`,
      };
    },
    header: "twitch-eventsub-message-signature",
  },
];

/** What the `imlc.json` of a service says of its signature. */
function declaredBy(service: string): Provider["signature"] {
  const uri = `${service}/imlc.json`;
  const text = readFileSync(new URL(`../providers/${uri}`, import.meta.url), "utf8");
  const { webhook } = collectionOf(parseJson({ uri, text }).value);
  return { ...(get(webhook, "signature") as Readonly<Record<string, unknown>>) };
}
