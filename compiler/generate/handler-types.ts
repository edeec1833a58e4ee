import type { Analysis } from "../analyze.ts";
import type { WebhookConfig } from "../project/config/webhook.ts";
import { emittedBy, itemsOf, unitAt } from "../project/emitted.ts";
import type { WebhookAnalysis } from "../project/facts.ts";
import { joined } from "../project/joined.ts";
import { savedBy } from "../project/saved.ts";
import type { Places } from "./place.ts";
import type { TypeDeclaration } from "./type.ts";

/** The types of what a webhook gets, makes and delivers, each with where it comes from. */
export function webhookTypes(webhook: WebhookAnalysis, places: Places): readonly TypeDeclaration[] {
  const { body, config, parameters, files } = webhook;
  const list = files.parameters;
  const known = list ? `From \`${places.file(list.uri)}\`` : "Nothing is known of them: there is no list of parameters";
  return [
    { name: "Body", doc: `The body of a request. ${bodyOrigin(config)}.`, type: body },
    { name: "Item", doc: `An item of a request: ${itemOrigin(webhook, places)}.`, type: itemsOf(webhook) },
    {
      name: "Output",
      doc: `What is delivered of an item: ${outputOrigin(webhook, places)}.`,
      type: emittedBy(webhook),
    },
    { name: "Parameters", doc: `What a user enters for a subscription. ${known}.`, type: parameters },
  ];
}

/** The type of what attach saves of the service's answers, if it saves something. */
export function attachTypes(attach: Analysis | undefined, places: Places): readonly TypeDeclaration[] {
  const saving = attach?.program?.units.filter(({ path }) => path.at(-1) === "data") ?? [];
  if (!attach || saving.length === 0) return [];
  const at = saving.map(({ field }) => places.of(field.uri, field.span)).join(", ");
  const what = saving.length === 1 ? "the answer" : "the answers";
  const doc = `What attach saves of ${what}: \`response.data\` (${at}).`;
  const [first, ...others] = savedBy(attach);
  if (!first) return [];
  return [{ name: "Saved", doc, type: others.length === 0 ? first : joined([first, ...others], "what attach saves") }];
}

/** More names than these are not worth reading. */
const shownSamples = 3;

/** A claim of whoever wrote `imlc.json`: a body is taken as it comes. */
function bodyOrigin({ schema, samples }: WebhookConfig): string {
  const isClaim = "named in `imlc.json`; requests are not checked against it, and may hold more";
  if (schema) return `From \`${schema.path}\`, ${isClaim}`;
  if (samples.length > shownSamples) return `From ${samples.length} samples, ${isClaim}`;
  if (samples.length > 0) return `From ${samples.map(({ path }) => `\`${path}\``).join(", ")}, ${isClaim}`;
  return "Nothing is known of it: name a schema or samples in `imlc.json`";
}

function itemOrigin({ communication }: WebhookAnalysis, places: Places): string {
  const iterate = place(communication, places, "iterate");
  const standIn = place(communication, places, "conditionDefault");
  const item = iterate ? `one of what \`iterate\` gives (${iterate})` : "the body, since there is no `iterate`";
  return standIn ? `${item}; or \`condition.default\` (${standIn})` : item;
}

function outputOrigin({ communication }: WebhookAnalysis, places: Places): string {
  const output = place(communication, places, "output", "ownerOutput");
  return output ? `what \`output\` gives (${output})` : "the item as it is, since there is no `output`";
}

function place(analysis: Analysis | undefined, places: Places, ...paths: readonly string[]): string | undefined {
  const field = analysis && unitAt(analysis, ...paths)?.field;
  return field && places.of(field.uri, field.span);
}
