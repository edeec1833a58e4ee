import type { CodeLens } from "vscode-languageserver";
import type { PlanView } from "../../runtime/admin/views/plan.ts";
import type { WebhookAt } from "../answers.ts";
import { replayCommand } from "./commands.ts";
import { rangeOf } from "./convert.ts";
import type { OpenDocument } from "./documents.ts";

/** A webhook by the names that a server knows it by. */
type Named = Pick<WebhookAt, "app" | "webhook">;

/** The requests that a running server has kept. */
export interface Recorded {
  /** How many of the last ones of a webhook can be compared; none of a server that does not answer. */
  count(webhook: Named): Promise<number>;
  /** What the last ones come to by another text of the manifest that they do not come to now. */
  compare(webhook: Named, text: string, requests: number): Promise<PlanView | Refused>;
}

/** Why nothing was compared, as a sentence. */
export interface Refused {
  readonly problem: string;
}

/** Where a client says that a server is. */
export interface ServerNamed {
  readonly url: string;
  /** Beside which the token of its admin API is kept, if that is not the usual place. */
  readonly store: string | undefined;
}

/** Of a webhook of which a server has kept requests: to try the text that is being edited on them. */
export async function recordedLenses(
  { root, uri, document }: OpenDocument,
  recorded: Recorded | undefined,
): Promise<readonly CodeLens[]> {
  const webhook = root.service.webhook(uri);
  const requests = webhook && recorded ? await recorded.count(webhook) : 0;
  if (!webhook || requests === 0) return [];
  const title = `Replay ${requests} recorded request${requests === 1 ? "" : "s"}`;
  const command = { title, command: replayCommand, arguments: [document.uri, requests] };
  return [{ range: rangeOf(document, webhook.span), command }];
}
