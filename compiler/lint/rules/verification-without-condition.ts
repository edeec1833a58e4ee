import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { JsonNode } from "../../../grammar/json/ast.ts";
import { entryUnder } from "../../fields.ts";
import { constantTruth } from "../conditions.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ how: string }>({
  code: "verification-without-condition",
  severity: "warning",
  message: ({ how }) =>
    `${how}, so every request counts as a handshake: it is answered, and no event is ever delivered. Ask for what only a handshake has.`,
  doc: "A service that makes sure that the URL is ours sends a handshake, which `verification` answers; nothing else runs for such a request. `verification.condition` tells it from events, and is `true` where it is not given. Ask for something that only the handshake has: `{{body.type = 'url_verification'}}`, `{{query.challenge}}`.",
  example: {
    bad: `{"uid": "{{item.user}}", "verification": {"respond": {"type": "text", "body": "{{body.challenge}}"}}}`,
    good: `{"uid": "{{item.user}}", "verification": {"condition": "{{body.challenge}}", "respond": {"type": "text", "body": "{{body.challenge}}"}}}`,
  },
});

/** A handshake that every request is taken for. */
export const verificationWithoutCondition = rule({
  diagnostic: found,
  section(section, { program, json }) {
    const verification = program.kind === "webhook" ? entryUnder(section, "verification") : undefined;
    if (verification?.value.kind !== "object") return [];
    const condition = under(verification.value, "condition");
    if (!condition && !isWritten(json)) {
      return [found({ uri: section.uri, span: verification.keySpan }, { how: "`verification` has no `condition`" })];
    }
    const isTrue = condition && condition.kind !== "text" && constantTruth(condition) && !isText(condition);
    return isTrue ? [found(condition, { how: "This `condition` is always true" })] : [];
  },
});

/** Whether there is a condition that could not be read, which is told where it stands. */
function isWritten(json: JsonNode): boolean {
  const verification = memberOf(json, "verification");
  return verification !== undefined && memberOf(verification, "condition") !== undefined;
}

function memberOf(json: JsonNode, name: string): JsonNode | undefined {
  return json.kind === "object" ? json.members.find(({ key }) => key.decoded.text === name)?.value : undefined;
}

/** A text that was meant as an expression is told by a rule of its own. */
function isText(field: { readonly kind: string; readonly value?: unknown }): boolean {
  return field.kind === "constant" && typeof field.value === "string";
}
