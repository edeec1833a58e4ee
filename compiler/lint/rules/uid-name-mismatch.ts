import { diagnostic } from "../../../grammar/diagnostic.ts";
import { identityOf } from "../identity.ts";
import { connectionName } from "../owners.ts";
import { showPath } from "../paths.ts";
import { rule } from "../rule.ts";
import { uidForm } from "../uid-form.ts";

const app = (uid: string) => ({
  "webhook.iml.json": `{"uid": "${uid}"}`,
  "connection.iml.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.user.id}}"}}`,
});

const found = diagnostic<{ own: string; is: string; other: string; connection: string; saves: string }>({
  code: "uid-name-mismatch",
  severity: "warning",
  message: ({ own, is, other, connection, saves }) =>
    `The webhook's \`uid\` is \`${own}\`, which looks like ${is}; that of ${connection} is \`${other}\`, which looks like ${saves}. Unless they are equal, no item finds its owner.`,
  doc: "Items find their owner by comparing the `uid` of the webhook with the one that the connection saved, so both have to be the same id: that of the user, or that of the team, on both sides.",
  example: { bad: app("{{item.teamId}}"), good: app("{{item.userId}}") },
});

/** What a uid is called, in the webhook and in a connection. */
export const uidNameMismatch = rule({
  diagnostic: found,
  ownerPair({ uid, connection, saved }) {
    const [own, ...more] = uidForm(uid.field)?.paths ?? [];
    const [other, ...others] = uidForm(saved.field)?.paths ?? [];
    if (!own || !other || more.length > 0 || others.length > 0) return [];
    const is = identityOf(own);
    const saves = identityOf(other);
    if (!is || !saves || is === saves) return [];
    const name = connectionName(connection);
    const related = [{ uri: saved.field.uri, span: saved.field.span, message: `The \`uid\` of ${name}.` }];
    const params = { own: showPath(own), is, other: showPath(other), connection: name, saves };
    return [found({ uri: uid.field.uri, span: own.span }, params, { related })];
  },
});
