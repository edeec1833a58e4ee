import { diagnostic } from "../../../grammar/diagnostic.ts";
import { rule } from "../rule.ts";

const app = (connection: string) => ({
  "makecomapp.json": `{
  "fileVersion": 1,
  "components": {
    "connection": {"chat": {"connectionType": "basic", "codeFiles": {"communication": "account.json"}}},
    "webhook": {
      "messages": {"webhookType": "web-shared", ${connection}"codeFiles": {"communication": "hook.json"}}
    },
    "module": {"watchMessages": {"moduleType": "instant_trigger", "webhook": "messages", "codeFiles": {}}}
  }
}`,
  "account.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}`,
  "hook.json": `{"uid": "{{item.user}}"}`,
});

const found = diagnostic<{ id: string }>({
  code: "shared-webhook-without-connection",
  severity: "error",
  message: ({ id }) =>
    `The shared webhook \`${id}\` names no connection, so its items have no owners to be compared with.`,
  doc: "The events of all users come to the one URL of a shared webhook. Each is delivered to the user whose connection has saved the `uid` of the event, so a shared webhook needs a connection; Make refuses one without.",
  example: { bad: app(""), good: app(`"connection": "chat", `) },
});

/** A webhook whose items are to find connections, without a connection. */
export const sharedWebhookWithoutConnection = rule({
  diagnostic: found,
  app: ({ webhooks }) =>
    webhooks
      .filter(({ files }) => files.type === "web-shared" && files.connections.length === 0)
      .map(({ id, files }) => found(files.place, { id })),
});
