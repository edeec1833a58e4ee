import { diagnostic } from "../../../grammar/diagnostic.ts";
import { isThere } from "../procedures.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const files = {
  "webhook.iml.json": `{"uid": "{{item.user}}"}`,
  "attach.iml.json": `{"url": "https://a.example/hooks", "method": "POST", "response": {"data": {"hookId": "{{body.id}}"}}}`,
};

const found = diagnostic({
  code: "attach-without-detach",
  severity: "warning",
  message: () =>
    "This attach subscribes at the service, and there is no detach that ends it: when a user removes the webhook, the service goes on sending.",
  doc: "What attach creates at the service stays there until somebody deletes it. Give the webhook a detach that sends the id that attach has saved; if the service has no request for it, say so in a suppression comment.",
  example: {
    bad: files,
    good: { ...files, "detach.iml.json": `{"url": "https://a.example/hooks/{{webhook.hookId}}", "method": "DELETE"}` },
  },
});

/** An attach that creates or saves something, without a detach. An attach that was given alone has one elsewhere. */
export const attachWithoutDetach = rule({
  diagnostic: found,
  app: ({ webhooks }) =>
    webhooks.flatMap(({ communication, attach, detach }) => {
      const saving = attach?.program?.sections.find(({ field }) => under(field, "response", "data"));
      if (!communication || !attach || !saving || isThere(detach)) return [];
      const url = under(saving.field, "url");
      const { start } = saving.field.span;
      const span = url?.uri === attach.source.uri ? url.span : { start, end: start + 1 };
      return [found({ uri: attach.source.uri, span }, {})];
    }),
});
