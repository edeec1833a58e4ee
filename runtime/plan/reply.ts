import { parseForm } from "../form.ts";
import type { Reply } from "../http/message.ts";
import { type Change, changesOf, shown } from "./changes.ts";
import type { DifferenceKind, Sides } from "./difference.ts";

/** Where two replies differ. */
export function replyChanges({ old, new: now }: Sides<Reply>): readonly (Change & { readonly kind: DifferenceKind })[] {
  const status = { kind: "status", path: [], values: { old: shown(old.status), new: shown(now.status) } } as const;
  const headers = changesOf(old.headers, now.headers).map((change) => ({ ...change, kind: "header" }) as const);
  const body = changesOf(bodyOf(old), bodyOf(now)).map((change) => ({ ...change, kind: "body" }) as const);
  return [...(old.status === now.status ? [] : [status]), ...headers, ...body];
}

/** The value that a body stands for, as far as its type says how to read it. */
function bodyOf({ headers, body }: Reply): unknown {
  if (body === "") return undefined;
  const type = headers["content-type"] ?? "";
  if (type.startsWith("application/json")) return jsonOf(body);
  return type.startsWith("application/x-www-form-urlencoded") ? parseForm(body) : body;
}

/** A manifest may say of any text that it is JSON. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
