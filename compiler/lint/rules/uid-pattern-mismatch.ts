import { diagnostic } from "../../../grammar/diagnostic.ts";
import { connectionName } from "../owners.ts";
import { rule } from "../rule.ts";
import { showForm, uidForm } from "../uid-form.ts";

const app = (uid: string) => ({
  "webhook.iml.json": `{"uid": "${uid}"}`,
  "connection.iml.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.user.id}}"}}`,
});

const found = diagnostic<{ own: string; other: string; connection: string }>({
  code: "uid-pattern-mismatch",
  severity: "warning",
  message: ({ own, other, connection }) =>
    `The webhook's \`uid\` reads \`${own}\`, and that of ${connection} reads \`${other}\`: equal values give different texts, so no item finds its owner.`,
  doc: "Items find their owner by comparing two texts, letter by letter: the `uid` of the webhook and the one that the connection saved. What is written around the values has to be the same on both sides.",
  example: {
    bad: app("{{if(item.user, 'user-' + item.user)}}"),
    good: app("{{item.user}}"),
  },
});

/** What is written around the values of a uid, in the webhook and in a connection. */
export const uidPatternMismatch = rule({
  diagnostic: found,
  ownerPair({ uid, connection, saved }) {
    const own = uidForm(uid.field);
    const other = uidForm(saved.field);
    if (!own || !other || showForm(own) === showForm(other)) return [];
    const related = [
      { uri: saved.field.uri, span: saved.field.span, message: `The \`uid\` of ${connectionName(connection)}.` },
    ];
    const params = { own: showForm(own), other: showForm(other), connection: connectionName(connection) };
    return [found({ uri: uid.field.uri, span: uid.field.span }, params, { related })];
  },
});
