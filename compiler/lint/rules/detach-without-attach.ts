import { diagnostic } from "../../../grammar/diagnostic.ts";
import { firstPlace } from "../places.ts";
import { isThere } from "../procedures.ts";
import { rule } from "../rule.ts";

const files = {
  "webhook.iml.json": `{"uid": "{{item.user}}"}`,
  "detach.iml.json": `{"url": "https://a.example/hooks", "method": "DELETE", "body": {"url": "{{webhook.url}}"}}`,
};

const found = diagnostic({
  code: "detach-without-attach",
  severity: "warning",
  message: () => "This detach ends a subscription, and there is no attach that begins it.",
  doc: "Detach undoes at the service what attach has done there, with the id that attach has saved. Without an attach there is nothing to undo, unless the user subscribes by hand.",
  example: {
    bad: files,
    good: {
      ...files,
      "attach.iml.json": `{"url": "https://a.example/hooks", "method": "POST", "body": {"url": "{{webhook.url}}"}}`,
    },
  },
});

/** A detach without an attach. A detach that was given alone has one elsewhere. */
export const detachWithoutAttach = rule({
  diagnostic: found,
  app: ({ webhooks }) =>
    webhooks.flatMap(({ communication, attach, detach }) =>
      communication && detach?.program && !isThere(attach) ? [found(firstPlace(detach), {})] : [],
    ),
});
