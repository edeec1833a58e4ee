import type { Lens, WebhookAt } from "./answers.ts";
import { webhookIn } from "./parts.ts";
import { samplesOf } from "./samples.ts";
import type { FileInApp } from "./workspace.ts";

/** Of a webhook whose samples are named: to run it with one of them. */
export function lensesIn(file: FileInApp): readonly Lens[] {
  const { uri } = file.source;
  const webhook = webhookIn(file);
  const at = webhookAt(file);
  if (!webhook || !at) return [];
  return samplesOf(file, webhook)
    .slice(0, most)
    .map(({ name }) => ({
      span: at.span,
      title: `Run with ${name}`,
      command: "imlc.runWithSample",
      arguments: [uri, name],
    }));
}

/** The webhook whose communication a file is, as far as it is JSON. */
export function webhookAt(file: FileInApp): WebhookAt | undefined {
  const webhook = webhookIn(file);
  const json = webhook?.communication?.json;
  if (!webhook || !json) return undefined;
  const { start } = json.span;
  return { app: file.app.id, webhook: webhook.id, span: { start, end: start + 1 } };
}

/** More would not fit above a line. */
const most = 5;
