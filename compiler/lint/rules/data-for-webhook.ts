import { diagnostic } from "../../../grammar/diagnostic.ts";
import { editText } from "../../../grammar/json/decode.ts";
import { rule } from "../rule.ts";

const files = (detach: string) => ({
  "webhook.iml.json": `{"uid": "{{item.user}}"}`,
  "attach.iml.json": `{"url": "https://a.example/hooks", "method": "POST", "body": {"url": "{{webhook.url}}"}, "response": {"data": {"hookId": "{{body.id}}"}}}`,
  "detach.iml.json": detach,
});

const found = diagnostic<{ name: string }>({
  code: "data-for-webhook",
  severity: "warning",
  message: ({ name }) =>
    `What attach has saved is documented as \`webhook.${name}\`; \`data.${name}\` may be undefined on Make. Then the request does not end the subscription.`,
  doc: "What attach keeps in `response.data` is read as `webhook.…` in detach and update. `data` happens to hold it, too, and is not documented there. A detach with an undefined id asks for the wrong address, and its failure is not shown to anybody: the service goes on sending.",
  example: {
    bad: files(`{"url": "https://a.example/hooks/{{data.hookId}}", "method": "DELETE"}`),
    good: files(`{"url": "https://a.example/hooks/{{webhook.hookId}}", "method": "DELETE"}`),
  },
});

/** What attach has saved, read by an undocumented name. */
export const dataForWebhook = rule({
  diagnostic: found,
  member({ object, name, span }, { field: { uri }, facts: { program } }) {
    const isAfterAttach = program.kind === "detach" || program.kind === "update";
    if (!isAfterAttach || object.kind !== "variable" || object.name !== "data") return [];
    const fix = { title: "Change to `webhook`", edits: [editText(object.span, "webhook")] };
    return [found({ uri, span }, { name }, { fix })];
  },
});
