import type { Lens } from "./answers.ts";
import { samplesOf } from "./samples.ts";
import type { FileInApp } from "./workspace.ts";

/** Of a webhook whose samples are named: to run it with one of them. */
export function lensesIn(file: FileInApp): readonly Lens[] {
  const { uri } = file.source;
  const webhook = file.app.webhooks.find(({ communication }) => communication?.source.uri === uri);
  const json = webhook?.communication?.json;
  if (!webhook || !json) return [];
  const span = { start: json.span.start, end: json.span.start + 1 };
  return samplesOf(file, webhook)
    .slice(0, most)
    .map(({ name }) => ({
      span,
      title: `Run with ${name}`,
      command: "imlc.runWithSample",
      arguments: [uri, name],
    }));
}

/** More would not fit above a line. */
const most = 5;
