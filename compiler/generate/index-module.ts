import type { AppModel, FileModel, Settings, WebhookModel } from "./app.ts";
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
  const name = ({ path }: FileModel): string => {
    const local = localName(path.replaceAll("/", "_"), new Set(imports.values()));
    imports.set(path, local);
    return local;
  };
  const webhooks = app.webhooks.map((webhook) => item(webhook.id, webhookLayout(webhook, name)));
  const connections = app.connections.map(({ id, communication }) => item(id, name(communication)));
  return {
    imports,
    app: object([
      item("id", stringLiteral(app.id)),
      item("webhooks", object(webhooks)),
      item("connections", object(connections)),
    ]),
  };
}

function webhookLayout(
  { communication, attach, detach, settings }: WebhookModel,
  name: (file: FileModel) => string,
): Layout {
  return object([
    item("communication", name(communication)),
    ...(attach ? [item("attach", name(attach))] : []),
    ...(detach ? [item("detach", name(detach))] : []),
    ...settingItems(settings),
  ]);
}

function settingItems(settings: Settings): readonly Item[] {
  return Object.entries(settings).flatMap(([key, value]) =>
    value === undefined ? [] : [item(key, typeof value === "string" ? stringLiteral(value) : String(value))],
  );
}

function item(key: string, value: Layout): Item {
  if (key === value) return { label: "", value };
  return { label: `${keyText(key)}: `, value };
}

function object(items: readonly Item[]): Layout {
  return { open: "{", items, close: "}", padding: " " };
}
