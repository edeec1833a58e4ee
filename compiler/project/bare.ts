import type { Source } from "../../grammar/source.ts";
import { type App, type AppParts, noParts } from "./app.ts";
import { partsOf } from "./declaration.ts";
import type { Files } from "./files.ts";
import { firstFile } from "./first-file.ts";
import { functionsUnder } from "./functions.ts";
import { usualComponents } from "./usual-files.ts";

/**
 * An app that nothing lists: `webhook.iml.json` with `attach.iml.json`, `connection.iml.json` and so on beside it, and
 * components in folders of their own, as `webhooks/ID/ID.communication.iml.json`.
 */
export function readBare(files: Files, folder: string): AppParts {
  const manifest = (name: string) => firstFile(files, folder, [`${name}.iml.json`, `${name}.iml.jsonc`]);
  const parts = partsOf(usualComponents(files, folder));
  const own = bareParts("webhook", "connection", manifest);
  return {
    ...noParts,
    ...parts,
    webhooks: [...own.webhooks, ...parts.webhooks],
    connections: [...own.connections, ...parts.connections],
    base: manifest("base") ?? firstFile(files, `${folder}/general`, ["base.iml.json", "base.iml.jsonc"]),
    common: firstFile(files, folder, ["common.json"]) ?? firstFile(files, `${folder}/general`, ["common.json"]),
    functions: functionsUnder(files, folder),
  };
}

/** The webhook and the connection whose files are told apart by their names only. */
export function bareParts(
  webhook: string,
  connection: string,
  manifest: (name: string) => Source | undefined,
): Pick<App, "webhooks" | "connections"> {
  const [communication, attach, detach, update] = ["webhook", "attach", "detach", "update"].map(manifest);
  const first = communication ?? attach ?? detach ?? update;
  const account = manifest("connection");
  const none = { type: undefined, parameters: undefined, scope: undefined };
  return {
    webhooks: first
      ? [{ ...none, id: webhook, place: startOf(first), connections: [], communication, attach, detach, update }]
      : [],
    connections: account
      ? [
          {
            ...none,
            id: connection,
            place: startOf(account),
            communication: account,
            common: undefined,
          },
        ]
      : [],
  };
}

function startOf({ uri }: Source) {
  return { uri, span: { start: 0, end: 0 } };
}
