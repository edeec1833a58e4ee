import { evaluate, type Outcome } from "../compiler/evaluate.ts";
import type { WebhookAnalysis } from "../compiler/index.ts";
import { print } from "../grammar/iml/print.ts";
import { encodeTagged } from "../language/codec.ts";
import { parseJson } from "../language/json.ts";
import { isArray } from "../language/kinds.ts";
import type { Collection, Value } from "../language/values.ts";
import { webhookIn } from "./parts.ts";
import { samplesOf } from "./samples.ts";
import type { FileInApp } from "./workspace.ts";

/** What a template comes to. */
export interface Evaluated {
  /** The body that it was evaluated with, where there is one. */
  readonly sample: string | undefined;
  /** Its value as JSON with tags, as `imlc eval` prints it. */
  readonly value: string | undefined;
  /** Why it has none. */
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

/**
 * Evaluates a template with the functions of its app. In a webhook `body` is the first sample, and `item` its first item;
 * whatever else a stage knows is undefined.
 */
export async function evaluateIn(file: FileInApp, template: string, now: Date): Promise<Evaluated> {
  const { app } = file;
  const webhook = webhookIn(file);
  const sample = webhook && samplesOf(file, webhook)[0];
  const timezone = webhook?.config.timezone;
  const outcomeOf = (text: string, context: Collection) => evaluate(text, { context, timezone, now }, app.functions);
  const request = sample && { method: "POST", headers: {}, query: {}, body: parseJson(sample.text) };
  const context = request ? { ...request, item: await itemOf(webhook, request, outcomeOf) } : {};
  const outcome = await outcomeOf(template, context);
  return {
    sample: sample?.name,
    value: "value" in outcome ? JSON.stringify(encodeTagged(outcome.value), undefined, 2) : undefined,
    error: "error" in outcome ? outcome.error : undefined,
  };
}

/** The first item of a request; without a list of items, that is its body. */
async function itemOf(
  { communication }: WebhookAnalysis,
  request: Collection,
  outcomeOf: (template: string, context: Collection) => Promise<Outcome>,
): Promise<Value> {
  const iterate = communication?.program?.units.find(({ path }) => path.join(".") === "iterate");
  if (iterate?.field.kind !== "expression") return request.body;
  const items = await outcomeOf(`{{${print(iterate.field.expr)}}}`, request);
  return "value" in items && isArray(items.value) ? items.value[0] : undefined;
}
