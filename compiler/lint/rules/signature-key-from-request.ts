import { diagnostic } from "../../../grammar/diagnostic.ts";
import { rule } from "../rule.ts";
import { isSent, isSignatureCheck, keyOf, signaturesIn } from "../signature.ts";

const webhook = (key: string) =>
  `{"uid": "{{item.user}}", "condition": "{{${key} & sha256(body.id, 'hex', ${key}) = headers.\`x-signature\`}}"}`;

const found = diagnostic({
  code: "signature-key-from-request",
  severity: "error",
  message: () => "The key comes with the request, so whoever sends it can sign anything: this check proves nothing.",
  doc: "A signature proves that the sender knows a secret that nobody else knows. The secret is what attach has saved (`data`), or what the user has entered (`parameters`); it never stands in the request that it is to protect.",
  example: { bad: webhook("body.secret"), good: webhook("data.secret") },
});

/** A signature whose key is read from the request. */
export const signatureKeyFromRequest = rule({
  diagnostic: found,
  binary: (expr, { field, facts }) => {
    if (facts.program.kind !== "webhook" || !isSignatureCheck(expr)) return [];
    const keys = signaturesIn(expr).flatMap((call) => keyOf(call) ?? []);
    return keys.filter(isSent).map(({ span }) => found({ uri: field.uri, span }, {}));
  },
});
