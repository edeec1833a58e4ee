import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import type { ObjectField, TextField } from "../../program.ts";
import { callOf } from "../expressions.ts";
import { under } from "../requests.ts";
import { type ManifestFacts, rule } from "../rule.ts";
import { filledIn } from "../strings.ts";

const found = diagnostic({
  code: "json-by-hand",
  severity: "warning",
  message: () =>
    "This writes JSON as text; a value with a quote or a line break in it breaks it, or adds keys of its own. Write the body as an object.",
  doc: 'Values are put into a text as they are. If a user enters `", "role": "admin`, a text `{"name": "{{…}}"}` gets one key more. An object whose values are templates is written as correct JSON, whatever the values are.',
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"type": "text", "body": "{\\"echo\\": \\"{{body.challenge}}\\"}"}}`,
    good: `{"uid": "{{item.user}}", "respond": {"type": "json", "body": {"echo": "{{body.challenge}}"}}}`,
  },
});

/** A body that is JSON with values put into it as text. */
export const jsonByHand = rule({
  diagnostic: found,
  reply: report,
  request: report,
});

function report(message: ObjectField, facts: ManifestFacts): readonly Diagnostic[] {
  const body = under(message, "body");
  return body?.kind === "text" && isJson(body) && !isSafe(body, facts) ? [found(body, {})] : [];
}

function isJson(body: TextField): boolean {
  const text = filledIn(body, "0") ?? "";
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether each value is written as JSON, or cannot break it. */
function isSafe({ parts }: TextField, { types }: ManifestFacts): boolean {
  return parts.every((part) => {
    if (typeof part === "string") return true;
    const type = types.get(part.expr)?.kind;
    return type === "number" || type === "boolean" || callOf(part.expr, "createJSON") !== undefined;
  });
}
