import type { Value } from "../../language/values.ts";
import type { AppModel, ConnectionModel, FileModel, Settings, WebhookModel } from "./app.ts";
import { dataLayout } from "./data.ts";
import type { Item, Layout } from "./layout.ts";
import { stringLiteral } from "./literal.ts";
import { keyText, localName } from "./names.ts";

/** The module that ties those of an app together. */
export interface IndexModel {
  /** Names of default imports by the modules that they come from. */
  readonly imports: ReadonlyMap<string, string>;
  readonly app: Layout;
}

export function indexModel(app: AppModel): IndexModel {
  const imports = new Map<string, string>();
  const name = namesIn(imports);
  const webhooks = app.webhooks.map((webhook) => item(webhook.id, webhookLayout(webhook, name)));
  const connections = app.connections.map((connection) => item(connection.id, connectionLayout(connection, name)));
  return {
    imports,
    app: object([
      item("id", stringLiteral(app.id)),
      item("webhooks", object(webhooks)),
      item("connections", object(connections)),
      ...dataItem("common", app.common),
    ]),
  };
}

/** Gives the modules names, and notes them by the paths of the modules. */
export function namesIn(names: Map<string, string>): NameOf {
  return ({ path }) => {
    const local = localName(path.replaceAll("/", "_"), new Set(names.values()));
    names.set(path, local);
    return local;
  };
}

type NameOf = (file: FileModel) => string;

/** A webhook with what belongs to it, where its modules have the names that they are given. */
export function webhookLayout(webhook: WebhookModel, name: NameOf): Layout {
  const { communication, attach, detach, update, listing, attachReadsId, settings } = webhook;
  return object([
    item("communication", name(communication)),
    ...fileItem("attach", attach, name),
    ...fileItem("detach", detach, name),
    ...fileItem("update", update, name),
    ...fileItem("listing", listing, name),
    ...(attachReadsId ? [item("attachReadsId", "true")] : []),
    ...settingItems(settings),
  ]);
}

function connectionLayout({ connect, steps, scope, common }: ConnectionModel, name: NameOf): Layout {
  const items = [...steps].flatMap(([step, file]) => fileItem(step, file, name));
  const oauth = items.length === 0 ? [] : [item("oauth", object([...items, ...dataItem("scope", scope)]))];
  return object([...fileItem("connect", connect, name), ...oauth, ...dataItem("common", common)]);
}

function fileItem(key: string, file: FileModel | undefined, name: NameOf): readonly Item[] {
  return file ? [item(key, name(file))] : [];
}

function dataItem(key: string, data: Value): readonly Item[] {
  return data === undefined ? [] : [item(key, dataLayout(data))];
}

function settingItems(settings: Settings): readonly Item[] {
  return Object.entries(settings).flatMap(([key, value]) =>
    value === undefined ? [] : [item(key, dataLayout(value))],
  );
}

function item(key: string, value: Layout): Item {
  if (key === value) return { label: "", value };
  return { label: `${keyText(key)}: `, value };
}

function object(items: readonly Item[]): Layout {
  return { open: "{", items, close: "}", padding: " " };
}
