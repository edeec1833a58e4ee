import { diagnostic } from "../../../grammar/diagnostic.ts";
import { present } from "../../../language/type-relations.ts";
import { type Type, t } from "../../../language/types.ts";
import type { Analysis } from "../../analyze.ts";
import { withArticle } from "../../check/key.ts";
import type { Unit } from "../../program.ts";
import { connectionName } from "../owners.ts";
import { rule } from "../rule.ts";

const app = (uid: string) => ({
  "webhook.iml.json": `{"uid": "${uid}"}`,
  "imlc.json": `{"webhook": {"payload": {"samples": ["./event.json"]}}}`,
  "event.json": `{"user": 17, "name": "ada"}`,
  "connection.iml.json": `{"url": "https://a.example/me", "response": {"uid": "{{toString(body.name)}}"}}`,
});

const found = diagnostic<{ own: string; other: string; connection: string }>({
  code: "uid-type-mismatch",
  severity: "warning",
  message: ({ own, other, connection }) =>
    `The webhook's \`uid\` is ${own}, and that of ${connection} is ${other}; they may not be the same id, or not be equal in Make.`,
  doc: "Items find their owner by comparing the `uid` of the webhook with the one that the connection saved. imlc compares them as texts; whether Make takes the number 17 and the text `17` for the same is not documented. Read the same id on both sides, and give it the same type.",
  example: { bad: app("{{item.user}}"), good: app("{{item.name}}") },
});

/** The types of a uid, in the webhook and in a connection. */
export const uidTypeMismatch = rule({
  diagnostic: found,
  ownerPair({ webhook, uid, connection, saved }) {
    const own = typeOf(uid, webhook.communication);
    const other = typeOf(saved, connection.communication);
    if (!areApart(own, other)) return [];
    const name = connectionName(connection);
    const related = [{ uri: saved.field.uri, span: saved.field.span, message: `The \`uid\` of ${name}.` }];
    const params = { own: withArticle(own), other: withArticle(other), connection: name };
    return [found({ uri: uid.field.uri, span: uid.field.span }, params, { related })];
  },
});

function typeOf(unit: Unit, analysis: Analysis | undefined): Type {
  return present(analysis?.results.get(unit) ?? t.any);
}

/** Whether one is a number, and the other a text. */
function areApart(a: Type, b: Type): boolean {
  return (a.kind === "number" && b.kind === "text") || (a.kind === "text" && b.kind === "number");
}
