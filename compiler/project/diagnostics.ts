import { diagnostic } from "../../grammar/diagnostic.ts";
import { didYouMean } from "../check/nearest.ts";

const webhook = `{"uid": "{{item.user}}"}`;

export const unknownTimezone = diagnostic<{ timezone: string; nearest?: string | undefined }>({
  code: "unknown-timezone",
  severity: "error",
  message: ({ timezone, nearest }) => `There is no time zone \`${timezone}\`.${didYouMean(nearest)}`,
  doc: "A time zone is given by its IANA name, such as `Europe/Prague` or `UTC`.",
  example: {
    bad: { "webhook.iml.json": webhook, "imlc.json": `{"webhook": {"timezone": "Europe/Pragu"}}` },
    good: { "webhook.iml.json": webhook, "imlc.json": `{"webhook": {"timezone": "Europe/Prague"}}` },
  },
});

export const payloadUnreadable = diagnostic<{ path: string; problem: string }>({
  code: "payload-unreadable",
  severity: "error",
  message: ({ path, problem }) => `\`${path}\` cannot be read: ${problem}.`,
  doc: "A path that begins with `./` or `../` starts at the folder of `imlc.json`; any other names a file of an installed package, as in `@octokit/webhooks-schemas/schema.json`. The file holds JSON.",
  example: {
    bad: { "webhook.iml.json": webhook, "imlc.json": `{"webhook": {"payload": {"schema": "./event.schema.json"}}}` },
    good: {
      "webhook.iml.json": webhook,
      "imlc.json": `{"webhook": {"payload": {"schema": "./event.schema.json"}}}`,
      "event.schema.json": `{"type": "object", "properties": {"user": {"type": "string"}}, "required": ["user"]}`,
    },
  },
});

export const connectionWithoutUid = diagnostic({
  code: "connection-without-uid",
  severity: "warning",
  message: () => "This connection saves no `uid`, so no item of the shared webhook can find it.",
  doc: "Items find their owner by comparing the webhook's `uid` with the one that the connection got from the service: `response.uid` of a connection's request, or `info.response.uid` of an OAuth connection.",
  example: {
    bad: { "webhook.iml.json": webhook, "connection.iml.json": `{"url": "https://a.example/me"}` },
    good: {
      "webhook.iml.json": webhook,
      "connection.iml.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}`,
    },
  },
});

export const duplicateApp = diagnostic<{ id: string; other: string }>({
  code: "duplicate-app",
  severity: "error",
  message: ({ id, other }) => `The app \`${id}\` is also in \`${other}\`; both would have the same URL.`,
  doc: "An app is named like its folder, and its name is a part of its URL. Rename one of the folders.",
  example: {
    bad: { "one/chat/webhook.iml.json": webhook, "two/chat/webhook.iml.json": webhook },
    good: { "one/chat/webhook.iml.json": webhook, "two/talk/webhook.iml.json": webhook },
  },
});
