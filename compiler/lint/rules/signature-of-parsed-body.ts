import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import { callOf } from "../expressions.ts";
import { pathOf } from "../paths.ts";
import { rule } from "../rule.ts";
import { isSignatureCheck, signaturesIn } from "../signature.ts";

const app = (hashed: string) => ({
  "webhook.iml.json": `{
  "uid": "{{item.user}}",
  "condition": "{{data.secret & sha256(${hashed}, 'hex', data.secret) = headers.\`x-signature\`}}"
}`,
});

const found = diagnostic({
  code: "signature-of-parsed-body",
  severity: "warning",
  message: () =>
    "The service signs the bytes that it sends, and this hashes the body after it was read: with a blank or an escape that differs, genuine events are refused. In imlc, `rawBody` has the bytes as they came.",
  doc: "A signature over the body is one over its exact bytes. imlc keeps them as `rawBody`; Make has nothing like it. Better still is `signature` in `imlc.json`, which checks the bytes before anything else is done with them. Writing the parsed body as JSON again gives the same text only by luck, and other bytes as soon as a payload has an accent or an emoji in it.",
  example: { bad: app("createJSON(body)"), good: app("headers.`x-timestamp` + '.' + body.id") },
});

/** A signature that is calculated from the body as it was read. */
export const signatureOfParsedBody = rule({
  diagnostic: found,
  binary: (expr, { field, facts }) => {
    if (facts.program.kind !== "webhook" || !isSignatureCheck(expr)) return [];
    return signaturesIn(expr)
      .filter(({ args: [data] }) => data && hasWholeBody(data))
      .map(({ span }) => found({ uri: field.uri, span }, {}));
  },
});

/** Whether the whole body is in what is hashed, as it is or written as text. */
function hasWholeBody(expr: Expr): boolean {
  if (expr.kind === "binary") return hasWholeBody(expr.left) || hasWholeBody(expr.right);
  const [written] = callOf(expr, "createJSON", "toString", "toBinary")?.args ?? [];
  return isBody(written ?? expr);
}

function isBody(expr: Expr): boolean {
  const path = pathOf(expr);
  return path?.root === "body" && path.steps.length === 0;
}
