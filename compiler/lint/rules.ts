import type { Rule } from "./rule.ts";
import { attachWithoutAddress } from "./rules/attach-without-address.ts";
import { attachWithoutDetach } from "./rules/attach-without-detach.ts";
import { bodyOfGet } from "./rules/body-of-get.ts";
import { bodyWithEmptyStatus } from "./rules/body-with-empty-status.ts";
import { comparisonChain } from "./rules/comparison-chain.ts";
import { conditionIsText } from "./rules/condition-is-text.ts";
import { constantCondition } from "./rules/constant-condition.ts";
import { constantUid } from "./rules/constant-uid.ts";
import { contentTypeMismatch } from "./rules/content-type-mismatch.ts";
import { credentialsEchoed } from "./rules/credentials-echoed.ts";
import { credentialsInUrl } from "./rules/credentials-in-url.ts";
import { dataForWebhook } from "./rules/data-for-webhook.ts";
import { detachWithoutAttach } from "./rules/detach-without-attach.ts";
import { doubleEncodedUrl } from "./rules/double-encoded-url.ts";
import { duplicateHeader } from "./rules/duplicate-header.ts";
import { endlessRequests } from "./rules/endless-requests.ts";
import { expiresWithoutRefresh } from "./rules/expires-without-refresh.ts";
import { fallbackUid } from "./rules/fallback-uid.ts";
import { hashWithoutKey } from "./rules/hash-without-key.ts";
import { headerCase } from "./rules/header-case.ts";
import { headerValueNotText } from "./rules/header-value-not-text.ts";
import { impossibleValue } from "./rules/impossible-value.ts";
import { impureKey } from "./rules/impure-key.ts";
import { inexactNumber } from "./rules/inexact-number.ts";
import { insecureUrl } from "./rules/insecure-url.ts";
import { instantTriggerWithoutWebhook } from "./rules/instant-trigger-without-webhook.ts";
import { itemWithoutIterate } from "./rules/item-without-iterate.ts";
import { joinedUid } from "./rules/joined-uid.ts";
import { jsonByHand } from "./rules/json-by-hand.ts";
import { listAsCondition } from "./rules/list-as-condition.ts";
import { negatedOperand } from "./rules/negated-operand.ts";
import { notInMake } from "./rules/not-in-make.ts";
import { numberJoined } from "./rules/number-joined.ts";
import { paddedExpression } from "./rules/padded-expression.ts";
import { parsedTwice } from "./rules/parsed-twice.ts";
import { patternAsText } from "./rules/pattern-as-text.ts";
import { positionAsCondition } from "./rules/position-as-condition.ts";
import { quotedKeyword } from "./rules/quoted-keyword.ts";
import { quotesAroundBraces } from "./rules/quotes-around-braces.ts";
import { refreshWithoutCondition } from "./rules/refresh-without-condition.ts";
import { sameBranches } from "./rules/same-branches.ts";
import { sanitizeNothing } from "./rules/sanitize-nothing.ts";
import { secretInManifest } from "./rules/secret-in-manifest.ts";
import { secretInUrl } from "./rules/secret-in-url.ts";
import { selfComparison } from "./rules/self-comparison.ts";
import { sharedUid } from "./rules/shared-uid.ts";
import { sharedWebhookWithoutConnection } from "./rules/shared-webhook-without-connection.ts";
import { signatureCheckSkippable } from "./rules/signature-check-skippable.ts";
import { signatureKeyFromRequest } from "./rules/signature-key-from-request.ts";
import { signatureKeyMayBeMissing } from "./rules/signature-key-may-be-missing.ts";
import { signatureOfParsedBody } from "./rules/signature-of-parsed-body.ts";
import { singleBraces } from "./rules/single-braces.ts";
import { statusNotSendable } from "./rules/status-not-sendable.ts";
import { successOnFailedCheck } from "./rules/success-on-failed-check.ts";
import { suspiciousDateFormat } from "./rules/suspicious-date-format.ts";
import { textAsJson } from "./rules/text-as-json.ts";
import { uidFormMismatch } from "./rules/uid-form-mismatch.ts";
import { uidNameMismatch } from "./rules/uid-name-mismatch.ts";
import { uidOfEvent } from "./rules/uid-of-event.ts";
import { uidOutsideRecord } from "./rules/uid-outside-record.ts";
import { uidPatternMismatch } from "./rules/uid-pattern-mismatch.ts";
import { uidSourceMismatch } from "./rules/uid-source-mismatch.ts";
import { uidTypeMismatch } from "./rules/uid-type-mismatch.ts";
import { unknownComponent } from "./rules/unknown-component.ts";
import { unknownRpc } from "./rules/unknown-rpc.ts";
import { unreachableFallback } from "./rules/unreachable-fallback.ts";
import { unsanitizedSecret } from "./rules/unsanitized-secret.ts";
import { unusedFunction } from "./rules/unused-function.ts";
import { unusedRpc } from "./rules/unused-rpc.ts";
import { unusedSavedData } from "./rules/unused-saved-data.ts";
import { unusedTemp } from "./rules/unused-temp.ts";
import { verificationWithoutCondition } from "./rules/verification-without-condition.ts";
import { webhookWithoutTrigger } from "./rules/webhook-without-trigger.ts";
import { zeroLimit } from "./rules/zero-limit.ts";

/** Every rule there is, in the order of the codes. */
export const rules: readonly Rule<never>[] = [
  attachWithoutAddress,
  attachWithoutDetach,
  bodyOfGet,
  bodyWithEmptyStatus,
  comparisonChain,
  conditionIsText,
  constantCondition,
  constantUid,
  contentTypeMismatch,
  credentialsEchoed,
  credentialsInUrl,
  dataForWebhook,
  detachWithoutAttach,
  doubleEncodedUrl,
  duplicateHeader,
  endlessRequests,
  expiresWithoutRefresh,
  fallbackUid,
  hashWithoutKey,
  headerCase,
  headerValueNotText,
  impossibleValue,
  impureKey,
  inexactNumber,
  insecureUrl,
  instantTriggerWithoutWebhook,
  itemWithoutIterate,
  joinedUid,
  jsonByHand,
  listAsCondition,
  negatedOperand,
  notInMake,
  numberJoined,
  paddedExpression,
  parsedTwice,
  patternAsText,
  positionAsCondition,
  quotedKeyword,
  quotesAroundBraces,
  refreshWithoutCondition,
  sameBranches,
  sanitizeNothing,
  secretInManifest,
  secretInUrl,
  selfComparison,
  sharedUid,
  sharedWebhookWithoutConnection,
  signatureCheckSkippable,
  signatureKeyFromRequest,
  signatureKeyMayBeMissing,
  signatureOfParsedBody,
  singleBraces,
  statusNotSendable,
  successOnFailedCheck,
  suspiciousDateFormat,
  textAsJson,
  uidFormMismatch,
  uidNameMismatch,
  uidOfEvent,
  uidOutsideRecord,
  uidPatternMismatch,
  uidSourceMismatch,
  uidTypeMismatch,
  unknownComponent,
  unknownRpc,
  unreachableFallback,
  unsanitizedSecret,
  unusedFunction,
  unusedRpc,
  unusedSavedData,
  unusedTemp,
  verificationWithoutCondition,
  webhookWithoutTrigger,
  zeroLimit,
];
