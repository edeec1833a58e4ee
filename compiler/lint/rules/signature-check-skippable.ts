import { diagnostic } from "../../../grammar/diagnostic.ts";
import { guardsOf } from "../guards.ts";
import { rule } from "../rule.ts";

const webhook = (condition: string) => `{"uid": "{{item.user}}", "condition": "{{${condition}}}"}`;

const check = "data.secret & sha256(body.id, 'hex', data.secret) = headers.`x-signature`";

const found = diagnostic({
  code: "signature-check-skippable",
  severity: "error",
  message: () =>
    "A request with a wrong signature, or with none, can get past this condition, so whoever sends it can leave the check out.",
  doc: "A signature proves that a request comes from the service. If the condition is also true where the header or the secret is missing, nothing is proven: anybody can send a request without the header. A missing signature is a wrong one: write the comparison alone, or join it to other conditions by `&`.",
  example: {
    bad: webhook(`if(headers.\`x-signature\`, ${check}, true)`),
    good: webhook(`body.type = 'order' & ${check}`),
  },
});

/** A signature that is checked on some ways only. */
export const signatureCheckSkippable = rule({
  diagnostic: found,
  manifest: ({ program }) => {
    const guards = guardsOf(program);
    if (guards.some(({ letsPass }) => !letsPass)) return [];
    return guards.map(({ unit, expr }) => found({ uri: unit.field.uri, span: expr.span }, {}));
  },
});
