import { scopes } from "../../../language/scopes.ts";
import type { Reading } from "../../manifest/reading.ts";
import { type RecordShape, record } from "../../manifest/shape.ts";
import type { Field, ObjectField } from "../../program.ts";
import { type DedupeConfig, dedupeKeys, readDedupe } from "./dedupe.ts";
import { checkEvaluation, type EvaluationConfig, evaluationKeys, readEvaluation } from "./evaluation.ts";
import { type ExpiryConfig, expiryKeys, readExpiry } from "./expiry.ts";
import { type IntakeConfig, intakeKeys, readIntake } from "./intake.ts";
import { listingKeys } from "./listing.ts";
import { type OwnersConfig, ownersKeys, readOwners } from "./owners.ts";
import { checkPayload, type PayloadConfig, payloadKeys, readPayload } from "./payload.ts";
import { tokenVariables } from "./signature/challenge.ts";
import { signatureKeys } from "./signature/shape.ts";
import { checkSignature, readSignature, type SignatureConfig } from "./signature/signature.ts";
import { signedVariables } from "./signature/signed.ts";

/**
 * What `imlc.json` says of a webhook: each concern has its keys, and what they come to, in a file of its own.
 *
 * @example
 * import type { WebhookConfig } from "imlc";
 *
 * export const timezoneOf = ({ timezone = "UTC" }: WebhookConfig): string => timezone;
 */
export interface WebhookConfig
  extends PayloadConfig,
    SignatureConfig,
    EvaluationConfig,
    DedupeConfig,
    OwnersConfig,
    IntakeConfig,
    ExpiryConfig {}

/** What `imlc.json` may say of a webhook. */
export const webhookShape: RecordShape = record({
  ...payloadKeys,
  ...signatureKeys,
  ...evaluationKeys,
  ...dedupeKeys,
  ...ownersKeys,
  ...intakeKeys,
  ...listingKeys,
  ...expiryKeys,
});

/** What a webhook of `imlc.json` comes to. */
export function readWebhook(webhook: Field): WebhookConfig {
  return {
    ...readPayload(webhook),
    ...readSignature(webhook),
    ...readEvaluation(webhook),
    ...readDedupe(webhook),
    ...readOwners(webhook),
    ...readIntake(webhook),
    ...readExpiry(webhook),
  };
}

/** Reports what the shape of a webhook in `imlc.json` cannot tell. */
export function checkWebhook(webhook: Field, reading: Reading): void {
  checkPayload(webhook, reading);
  checkSignature(webhook, reading);
  checkEvaluation(webhook, reading);
}

/** Whether a name is a variable in the templates that a webhook has under a key. */
export function isVariableUnder(key: string | undefined): (name: string) => boolean {
  const variables = key === undefined ? undefined : templateVariables[key];
  return (name) => variables?.has(name) ?? false;
}

/** What the templates under a key may read. */
const templateVariables: Readonly<Record<string, { has(name: string): boolean }>> = {
  dedupe: scopes.ItemScope,
  platformEvent: scopes.ItemScope,
  expires: scopes.AttachScope,
  signature: new Set([...signedVariables, ...tokenVariables]),
};

/** The keys of one webhook over those that hold for all. */
export function laidOver(all: ObjectField, own: ObjectField): ObjectField {
  const keys = new Set(own.entries.map((entry) => (entry.kind === "entry" ? entry.key : undefined)));
  const kept = all.entries.filter((entry) => entry.kind === "entry" && !keys.has(entry.key));
  return { ...own, entries: [...kept, ...own.entries] };
}
