import { diagnostic } from "../../../grammar/diagnostic.ts";
import { expressionsIn } from "../../fields.ts";
import type { Program } from "../../program.ts";
import { pathsIn, showPath } from "../paths.ts";
import { rule } from "../rule.ts";
import { uidForm } from "../uid-form.ts";

const app = (uid: string) => ({
  "webhook.iml.json": `{"uid": "{{item.user}}"}`,
  "connection.iml.json": `{
  "url": "https://a.example/me",
  "response": {"uid": "${uid}", "metadata": {"type": "text", "value": "{{body.data.name}}"}}
}`,
});

const found = diagnostic<{ path: string; record: string }>({
  code: "uid-outside-record",
  severity: "warning",
  message: ({ path, record }) =>
    `\`${path}\` is read beside \`${record}\`, in which this connection reads everything else: if it is undefined, no item finds this connection.`,
  doc: "Many services lay a record around their answers: the user is in `body.data`, and `body.id` is nothing. Nobody complains of an undefined `uid`: the connection is made, and its items never arrive.",
  example: { bad: app("{{body.id}}"), good: app("{{body.data.id}}") },
});

/** A uid that is read beside the record in which the answer has its content. */
export const uidOutsideRecord = rule({
  diagnostic: found,
  savedOwner({ connection, saved }) {
    const [path, ...others] = uidForm(saved.field)?.paths ?? [];
    const program = connection.communication?.program;
    if (!path || !program || others.length > 0 || path.root !== "body") return [];
    const records = recordsRead(program);
    const [record] = records;
    const [own, ...inside] = path.steps;
    const isAround = records.size === 1 && record !== undefined && wrappers.includes(record);
    if (!isAround || own === undefined || own === record || inside.length > 0) return [];
    const params = { path: showPath(path), record: `body.${record}` };
    return [found({ uri: saved.field.uri, span: path.span }, params)];
  },
});

/** What services call the record that they lay around an answer. */
const wrappers = ["data", "result", "results", "response", "payload", "content", "record"];

/** In what of the body the values are that are kept and shown: of `body.data.id`, `data`; of `body.id`, nothing. */
function recordsRead({ units }: Program): ReadonlySet<string | undefined> {
  const kept = units.filter(({ path }) => ["data", "metadata"].includes(path.at(-1) ?? ""));
  const paths = kept.flatMap(({ field }) => expressionsIn(field)).flatMap(({ expr }) => pathsIn(expr));
  const inBody = paths.filter(({ root }) => root === "body");
  return new Set(inBody.map(({ steps }) => (steps.length > 1 ? steps[0] : undefined)));
}
