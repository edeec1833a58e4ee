import { diagnostic } from "../../../grammar/diagnostic.ts";
import { connectionName } from "../owners.ts";
import { rule } from "../rule.ts";
import { changes, uidForm } from "../uid-form.ts";

const app = (uid: string) => ({
  "webhook.iml.json": `{"uid": "{{lower(item.email)}}"}`,
  "connection.iml.json": `{"url": "https://a.example/me", "response": {"uid": "${uid}"}}`,
});

const found = diagnostic<{ changed: string; unchanged: string; how: string }>({
  code: "uid-form-mismatch",
  severity: "warning",
  message: ({ changed, unchanged, how }) =>
    `The \`uid\` of ${changed} is ${how}, that of ${unchanged} is not: where that makes a difference, no item finds its owner.`,
  doc: "Items find their owner by comparing two texts, letter by letter: the `uid` of the webhook and the one that the connection saved. `Ada` and `ada` are two owners. What one side does to the value, the other has to do, too.",
  example: { bad: app("{{body.email}}"), good: app("{{lower(body.email)}}") },
});

/** What is done to the letters of a uid, in the webhook and in a connection. */
export const uidFormMismatch = rule({
  diagnostic: found,
  ownerPair({ uid, connection, saved }) {
    const own = uidForm(uid.field)?.functions;
    const other = uidForm(saved.field)?.functions;
    if (!own || !other) return [];
    const name = connectionName(connection);
    const related = [{ uri: saved.field.uri, span: saved.field.span, message: `The \`uid\` of ${name}.` }];
    const place = { uri: uid.field.uri, span: uid.field.span };
    const onlyHere = [...own].filter((each) => !other.has(each));
    const onlyThere = [...other].filter((each) => !own.has(each));
    return [
      ...report(onlyHere, { changed: "the webhook", unchanged: name }),
      ...report(onlyThere, { changed: name, unchanged: "the webhook" }),
    ].map((params) => found(place, params, { related }));
  },
});

function report(functions: readonly string[], sides: { readonly changed: string; readonly unchanged: string }) {
  const how = functions.map((name) => changes.get(name)).join(" and ");
  return functions.length > 0 ? [{ ...sides, how }] : [];
}
