import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import type { Field, Program } from "../../program.ts";
import { guardsOf } from "../guards.ts";
import { replyStatuses } from "../reply-status.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const webhook = (status: string) => `{
  "uid": "{{item.user}}",
  "verification": {
    "condition": "{{sha256(body.id, 'hex', 'a key') != headers.\`x-signature\`}}",
    "respond": {"status": ${status}}
  }
}`;

const found = diagnostic<{ status: number }>({
  code: "success-on-failed-check",
  severity: "error",
  message: ({ status }) =>
    `A request whose signature is wrong is answered with ${status}, as if it had been taken. The service counts its event as delivered, and it is lost.`,
  doc: "A service sends again what was not answered with a status from 200 to 299. After a secret was changed, genuine events fail the check for a while: answered with 401, they come again. Some services even send wrong signatures on purpose, and refuse a URL that accepts them.",
  example: { bad: webhook("200"), good: webhook("401") },
});

/** A reply that says that all is well where the signature is not. */
export const successOnFailedCheck = rule({
  diagnostic: found,
  manifest: ({ program }) =>
    program.kind === "webhook" ? [...acceptingVerification(program), ...acceptingReply(program)] : [],
});

/** A verification that is asked for only if the check fails. */
function acceptingVerification(program: Program): readonly Diagnostic[] {
  const rejections = guardsOf(program).filter(({ unit }) => unit.path[0] === "verification");
  if (rejections.length === 0) return [];
  const status = under(program.sections[0]?.field, "verification", "respond", "status");
  const statuses = replyStatuses(status, false);
  return rejections.flatMap(({ unit }) => report(status ?? unit.field, statuses));
}

/** A status that depends on the check, and is the wrong way round. */
function acceptingReply(program: Program): readonly Diagnostic[] {
  const status = under(program.sections[0]?.field, "respond", "status");
  if (!status || replyStatuses(status, true).every(isSuccess)) return [];
  return report(status, replyStatuses(status, false));
}

function report({ uri, span }: Field, statuses: readonly number[]): readonly Diagnostic[] {
  const [status] = statuses;
  return status !== undefined && statuses.every(isSuccess) ? [found({ uri, span }, { status })] : [];
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
