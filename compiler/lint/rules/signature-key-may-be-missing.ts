import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Binary, Expr } from "../../../grammar/iml/ast.ts";
import { print } from "../../../grammar/iml/print.ts";
import { missingKeysIn } from "../missing-key.ts";
import { rule } from "../rule.ts";
import { isSent } from "../signature.ts";

const webhook = (condition: string) => `{"uid": "{{item.user}}", "condition": "{{${condition}}}"}`;

const check = "sha256(body.id, 'hex', data.secret) = headers.`x-signature`";

const found = diagnostic<{ key: string; called: string; asked: string }>({
  code: "signature-key-may-be-missing",
  severity: "warning",
  message: ({ key, called, asked }) =>
    `\`${key}\` may be missing or empty. Then \`${called}\` gives a hash that anyone can make, and a forged signature is right. Ask for the key as well: \`${asked}\`.`,
  doc: "With a key, a hash function gives an HMAC, which only those can make who know the key. Where the key is missing or empty, it gives a plain hash, without any error: whoever sends the request can calculate it, too. So a check of a signature has to fail where there is no key: join it to the key by `&`. A parameter that is `required` is always there.",
  example: { bad: webhook(check), good: webhook(`data.secret & ${check}`) },
});

/** A signature whose key may be missing, and nothing asks for it. */
export const signatureKeyMayBeMissing = rule({
  diagnostic: found,
  binary: (expr, { field, parents, facts }) => {
    if (facts.program.kind !== "webhook" || (expr.operator !== "=" && expr.operator !== "!=")) return [];
    return comparedWithSent(expr)
      .flatMap((hashed) => missingKeysIn([...parents, expr], hashed, facts.types))
      .map(({ call, key, missing }) =>
        found(
          { uri: field.uri, span: key.span },
          { key: print(missing), called: call.name, asked: askedFirst(missing, expr.operator) },
        ),
      );
  },
});

/** The sides of a comparison whose other side comes with the request. */
function comparedWithSent({ left, right }: Binary): readonly Expr[] {
  return [...(isSent(right) ? [left] : []), ...(isSent(left) ? [right] : [])];
}

function askedFirst(key: Expr, operator: Binary["operator"]): string {
  return operator === "=" ? `${print(key)} & … = …` : `!${print(key)} | … != …`;
}
