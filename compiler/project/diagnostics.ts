import { diagnostic } from "../../grammar/diagnostic.ts";
import { didYouMean } from "../../language/nearest.ts";

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

export const unknownWebhook = diagnostic<{ id: string; ids: readonly string[]; nearest?: string | undefined }>({
  code: "unknown-webhook",
  severity: "error",
  message: ({ id, ids, nearest }) =>
    `This app has no webhook \`${id}\`.${didYouMean(nearest) || (ids.length > 0 ? ` It has ${listed(ids)}.` : "")}`,
  doc: "`webhooks` of `imlc.json` has a key for each webhook that needs settings of its own: the id that it has in `makecomapp.json`, or the name of its folder. The webhook whose files lie beside `imlc.json`, as `webhook.iml.json`, has the id `webhook`.",
  example: {
    bad: { "webhook.iml.json": webhook, "imlc.json": `{"webhooks": {"wehbook": {"lateMatch": true}}}` },
    good: { "webhook.iml.json": webhook, "imlc.json": `{"webhooks": {"webhook": {"lateMatch": true}}}` },
  },
});

export const configNotRead = diagnostic({
  code: "config-not-read",
  severity: "warning",
  message: () => "There is no app in this folder, so nobody reads this file.",
  doc: "An app reads the `imlc.json` in its own folder, beside its `makecomapp.json` or `webhook.iml.json`, and none in the folders above. What holds for a whole server, `server`, `deliver` and `store`, is enough in one of the apps that it serves.",
  example: {
    bad: { "imlc.json": `{"deliver": {"timeout": 10}}`, "shop/webhook.iml.json": webhook },
    good: { "shop/imlc.json": `{"deliver": {"timeout": 10}}`, "shop/webhook.iml.json": webhook },
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

const account = { "account.json": `{"url": "https://a.example/me"}` };
const appOf = (components: string): string => `{"fileVersion": 1, "components": ${components}}`;

const dedicated = (type: string): string =>
  appOf(
    `{"webhook": {"chat": {"webhookType": "${type}", "codeFiles": {"communication": "hook.json"}}}, "module": {"watchChat": {"moduleType": "instant_trigger", "webhook": "chat", "codeFiles": {}}}}`,
  );

export const componentTypeMissing = diagnostic<{ component: string; id: string; key: string; types: string }>({
  code: "component-type-missing",
  severity: "warning",
  message: ({ component, id, key, types }) => `The ${component} \`${id}\` has no \`${key}\`; it is one of ${types}.`,
  doc: "Make has to be told which kind of webhook, connection or module a component is. Without it imlc goes by what it finds: a webhook with a `uid` counts as shared, a connection with steps such as `token` as OAuth, and a module as an action.",
  example: {
    bad: {
      "makecomapp.json": appOf(`{"connection": {"chat": {"codeFiles": {"communication": "account.json"}}}}`),
      ...account,
    },
    good: {
      "makecomapp.json": appOf(
        `{"connection": {"chat": {"connectionType": "basic", "codeFiles": {"communication": "account.json"}}}}`,
      ),
      ...account,
    },
  },
});

export const unknownAppKey = diagnostic<{ key: string; where: string; nearest: string | undefined }>({
  code: "unknown-app-key",
  severity: "warning",
  message: ({ key, where, nearest }) => `\`${key}\` is no key of ${where}; nobody reads it.${didYouMean(nearest)}`,
  doc: "`makecomapp.json` lists the components of an app and their files. A key that Make does not know has no effect, and may be a misspelled one.",
  example: {
    bad: { "makecomapp.json": `{"fileVersion": 1, "component": {}}` },
    good: { "makecomapp.json": `{"fileVersion": 1, "components": {}}` },
  },
});

export const componentsAsList = diagnostic<{ type: string }>({
  code: "components-as-list",
  severity: "warning",
  message: ({ type }) => `\`components.${type}\` is a list; Make takes an object with the id of each component as key.`,
  doc: "The components of one type stand in an object by their ids. imlc reads a list whose members have an `id` or a `name`; Make does not.",
  example: {
    bad: {
      "makecomapp.json": appOf(
        `{"connection": [{"id": "chat", "connectionType": "basic", "codeFiles": {"communication": "account.json"}}]}`,
      ),
      ...account,
    },
    good: {
      "makecomapp.json": appOf(
        `{"connection": {"chat": {"connectionType": "basic", "codeFiles": {"communication": "account.json"}}}}`,
      ),
      ...account,
    },
  },
});

export const formerCodeName = diagnostic<{ former: string; name: string }>({
  code: "former-code-name",
  severity: "warning",
  message: ({ former, name }) =>
    `This file is called \`${name}\` in \`makecomapp.json\`; \`${former}\` is its name in Make's web editor.`,
  doc: "Make's web editor and older exports name the files of a component in other words than `makecomapp.json` does. imlc understands both; Make does not.",
  example: {
    bad: {
      "makecomapp.json": appOf(
        `{"connection": {"chat": {"connectionType": "basic", "codeFiles": {"api": "account.json"}}}}`,
      ),
      ...account,
    },
    good: {
      "makecomapp.json": appOf(
        `{"connection": {"chat": {"connectionType": "basic", "codeFiles": {"communication": "account.json"}}}}`,
      ),
      ...account,
    },
  },
});

export const codeFileMissing = diagnostic<{ path: string; what: string }>({
  code: "code-file-missing",
  severity: "warning",
  message: ({ path, what }) => `There is no file \`${path}\`, which is to be the \`${what}\`.`,
  doc: "`makecomapp.json` names a file that is not there, so this part of the component is missing. Write `null` for a file that there is not meant to be. Nothing is said of files that are often kept elsewhere: texts for readers, samples, common data, lists of scopes, groups.",
  example: {
    bad: { "makecomapp.json": `{"fileVersion": 1, "generalCodeFiles": {"base": "base.json"}, "components": {}}` },
    good: { "makecomapp.json": `{"fileVersion": 1, "generalCodeFiles": {"base": null}, "components": {}}` },
  },
});

export const pathOutsideApp = diagnostic<{ path: string }>({
  code: "path-outside-app",
  severity: "error",
  message: ({ path }) => `\`${path}\` leads out of the folder of the app, so the file is not read.`,
  doc: "Paths in `makecomapp.json` start at its folder, and the files of an app lie in that folder or below it. An app from elsewhere could otherwise have any file of the machine read.",
  example: {
    bad: { "makecomapp.json": `{"fileVersion": 1, "generalCodeFiles": {"base": "../base.json"}, "components": {}}` },
    good: {
      "makecomapp.json": `{"fileVersion": 1, "generalCodeFiles": {"base": "general/base.json"}, "components": {}}`,
      "general/base.json": `{"baseUrl": "https://a.example"}`,
    },
  },
});

export const fileNotNamed = diagnostic<{ component: string | undefined }>({
  code: "file-not-named",
  severity: "warning",
  message: ({ component }) =>
    component === undefined
      ? "No entry of `makecomapp.json` names this file, so it is no part of the app."
      : `\`makecomapp.json\` does not name this file, so Make will not see it; imlc reads it with ${component}, by its name.`,
  doc: "Only files that `makecomapp.json` names are sent to Make. Add the file to `codeFiles` of its component, or delete it.",
  example: {
    bad: { "makecomapp.json": appOf("{}"), "general/base.iml.json": `{"baseUrl": "https://a.example"}` },
    good: {
      "makecomapp.json": `{"fileVersion": 1, "generalCodeFiles": {"base": "general/base.iml.json"}, "components": {}}`,
      "general/base.iml.json": `{"baseUrl": "https://a.example"}`,
    },
  },
});

export const fileNameCase = diagnostic<{ path: string; name: string }>({
  code: "file-name-case",
  severity: "warning",
  message: ({ path, name }) =>
    `The file of \`${path}\` is called \`${name}\`; where capitals count, it will not be found.`,
  doc: "Some systems tell file names apart by capital letters and others do not, so an app that works on one machine fails on another. Write the name as the file has it.",
  example: {
    bad: {
      "makecomapp.json": `{"fileVersion": 1, "generalCodeFiles": {"base": "base.json"}, "components": {}}`,
      "Base.json": `{"baseUrl": "https://a.example"}`,
    },
    good: {
      "makecomapp.json": `{"fileVersion": 1, "generalCodeFiles": {"base": "Base.json"}, "components": {}}`,
      "Base.json": `{"baseUrl": "https://a.example"}`,
    },
  },
});

export const emptyManifest = diagnostic<{ title: string; is: string }>({
  code: "empty-manifest",
  severity: "warning",
  message: ({ title, is }) => `This ${title} is ${is}; one that does nothing is written as \`{}\`.`,
  doc: "A webhook whose users register its URL by hand has an empty attach and detach. Make writes them as an empty object. imlc understands an empty list and a file without anything, too, but other readers of JSON do not.",
  example: {
    bad: { "webhook.iml.json": webhook, "attach.iml.json": "[]" },
    good: { "webhook.iml.json": webhook, "attach.iml.json": "{}" },
  },
});

export const webhookNotShared = diagnostic<{ id: string; is: string }>({
  code: "webhook-not-shared",
  severity: "hint",
  message: ({ id, is }) => `The webhook \`${id}\` ${is}, so imlc checks it and does not serve it.`,
  doc: "A dedicated webhook (`web`) has a URL for each user, and whoever calls it is known by the URL. imlc serves shared webhooks (`web-shared`): one URL for all users, and a `uid` that says whose an item is.",
  example: {
    bad: { "makecomapp.json": dedicated("web"), "hook.json": `{"output": "{{item}}"}` },
    good: { "webhook.iml.json": webhook },
  },
});

function listed(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(", ");
}
