import { diagnostic } from "../../../grammar/diagnostic.ts";
import { wordsOf } from "../names.ts";
import { connectionName } from "../owners.ts";
import { type Path, showPath } from "../paths.ts";
import { rule } from "../rule.ts";
import { uidForm } from "../uid-form.ts";

const app = (uid: string) => ({
  "webhook.iml.json": `{"uid": "${uid}"}`,
  "connection.iml.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.shop.domain}}"}}`,
});

const found = diagnostic<{ own: string; source: string; other: string; connection: string }>({
  code: "uid-source-mismatch",
  severity: "warning",
  message: ({ own, source, other, connection }) =>
    `The webhook reads its \`uid\` from ${source} (\`${own}\`), and ${connection} saves \`${other}\`, which has another name. Unless they are equal, no item finds its owner.`,
  doc: "Items find their owner by comparing the `uid` of the webhook with the one that the connection saved. Some services name the account in a header or in the URL of a request; the connection has to save the same id, as it is written there.",
  example: { bad: app("{{headers.`x-account-id`}}"), good: app("{{headers.`x-shop-domain`}}") },
});

/** A uid that comes in a header, against one that a connection finds in a body. */
export const uidSourceMismatch = rule({
  diagnostic: found,
  ownerPair({ uid, connection, saved }) {
    const [own, ...more] = uidForm(uid.field)?.paths ?? [];
    const [other, ...others] = uidForm(saved.field)?.paths ?? [];
    const source = own && sources.get(own.root);
    if (!own || !other || !source || more.length > 0 || others.length > 0 || haveWordInCommon(own, other)) return [];
    const name = connectionName(connection);
    const related = [{ uri: saved.field.uri, span: saved.field.span, message: `The \`uid\` of ${name}.` }];
    const params = { own: showPath(own), source, other: showPath(other), connection: name };
    return [found({ uri: uid.field.uri, span: own.span }, params, { related })];
  },
});

const sources: ReadonlyMap<string, string> = new Map([
  ["headers", "a header"],
  ["query", "the query of the URL"],
]);

/** Whether two names may be those of one thing; one that says nothing (`body.id`) may be that of anything. */
function haveWordInCommon(a: Path, b: Path): boolean {
  const words = telling(a);
  const others = telling(b);
  return words.length === 0 || others.length === 0 || words.some((word) => others.includes(word));
}

/** One of `accounts` is an `account`. */
function telling({ steps }: Path): readonly string[] {
  return steps
    .flatMap(wordsOf)
    .map((word) => word.replace(/s$/, ""))
    .filter((word) => !["x", "id", "uid", "uuid", "key", "data", "result", "name"].includes(word));
}
