import type { Kind } from "../manifest/kinds.ts";
import { splitPath } from "./files.ts";

/** The kind of a manifest by the name of its file, for one that belongs to no app; undefined if the name says nothing. */
export function kindByName(path: string): Kind | undefined {
  const { name } = splitPath(path);
  return fileKinds.find((kind) => new RegExp(String.raw`(?:^|[.-])${kind}\.(?:iml\.jsonc?|imljson)$`).test(name));
}

/**
 * The kind of a manifest by the name of its file; a name that says nothing is that of a webhook.
 *
 * @example
 * import { kindOf } from "imlc";
 *
 * console.log(kindOf("shop/attach.iml.json"));
 */
export function kindOf(path: string): Kind {
  return kindByName(path) ?? "webhook";
}

const fileKinds = ["webhook", "attach", "detach", "update", "connection", "base"] as const;
