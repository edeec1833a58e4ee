import { expect, test } from "vitest";
import { findingsOf } from "../fixtures.ts";

const me = (uid: string) => `{"url": "https://a.example/me", "response": {"uid": "${uid}"}}`;

/** An app whose webhook belongs to one of two connections. */
function app(type: string, uid: string, more = "") {
  const connection = (name: string) => ({ connectionType: "basic", codeFiles: { communication: `${name}.json` } });
  return {
    "makecomapp.json": JSON.stringify({
      fileVersion: 1,
      components: {
        connection: { ours: connection("ours"), theirs: connection("theirs") },
        webhook: { events: { webhookType: type, connection: "ours", codeFiles: { communication: "events.json" } } },
        module: { watch: { moduleType: "instant_trigger", webhook: "events", codeFiles: {} } },
      },
    }),
    "ours.json": me("{{body.user.id}}"),
    "theirs.json": me("{{ifempty(body.team.id, 'all')}}"),
    "events.json": `{"uid": "${uid}"${more}}`,
  };
}

function messages(texts: Readonly<Record<string, string>>) {
  const codes = ["uid-name-mismatch", "fallback-uid"];
  return findingsOf(texts).flatMap(({ code, uri, message }) => (codes.includes(code) ? [`${uri}: ${message}`] : []));
}

const mismatch =
  "events.json: The webhook's `uid` is `item.team.id`, which looks like a team; that of the connection `ours` is `body.user.id`, which looks like a user. Unless they are equal, no item finds its owner.";

test("a webhook is compared with its own connection, and with no other", () => {
  expect(messages(app("web-shared", "{{item.user.id}}"))).toEqual([]);
  expect(messages(app("web-shared", "{{item.team.id}}"))).toEqual([mismatch]);
});

test("what is wrong elsewhere in the file does not stand in the way", () => {
  expect(messages(app("web-shared", "{{item.team.id}}", `, "output": "{{itm.text}}"`))).toEqual([mismatch]);
  expect(messages(app("web-shared", "{{item.team.id}}", `, "condition": "{{headers.Host}}"`))).toEqual([mismatch]);
  expect(messages(app("web-shared", "{{itm.team.id}}"))).toEqual([]);
});

test("the uids of connections count where webhooks are shared", () => {
  const shared = app("web-shared", "{{item.team.id}}");
  const fallback = { ...shared, "ours.json": shared["theirs.json"] };
  const own = { ...fallback, "makecomapp.json": shared["makecomapp.json"].replace("web-shared", "web") };
  expect(messages(fallback)).toEqual([
    "ours.json: Connections whose `uid` falls back to `'all'` share it, so one user would get the items of others.",
  ]);
  expect(messages(own)).toEqual([]);
});
