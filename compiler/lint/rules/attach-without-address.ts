import { diagnostic } from "../../../grammar/diagnostic.ts";
import { expressionsIn } from "../../fields.ts";
import { pathsIn } from "../paths.ts";
import { firstPlace } from "../places.ts";
import { rule } from "../rule.ts";

const app = (body: string) => ({
  "makecomapp.json": `{
  "fileVersion": 1,
  "components": {
    "webhook": {
      // imlc-ignore webhook-not-shared: It runs in Make.
      "orders": {
        "webhookType": "web",
        "codeFiles": {"communication": "orders.json", "attach": "attach.json", "detach": "detach.json"}
      }
    },
    "module": {"watchOrders": {"moduleType": "instant_trigger", "webhook": "orders", "codeFiles": {}}}
  }
}`,
  "orders.json": `{"output": "{{body}}"}`,
  "attach.json": `{
  "url": "https://a.example/hooks",
  "method": "POST",
  "body": ${body},
  "response": {"data": {"hookId": "{{body.id}}"}}
}`,
  "detach.json": `{"url": "https://a.example/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
});

const found = diagnostic({
  code: "attach-without-address",
  severity: "warning",
  message: () =>
    "This attach never mentions `webhook.url`, so the service does not learn where it is to send the events.",
  doc: "Each webhook of this type has a URL of its own, and attach hands it over to the service: `webhook.url`. Without it, the subscription is made and no event ever comes.",
  example: { bad: app(`{"events": "orders"}`), good: app(`{"events": "orders", "url": "{{webhook.url}}"}`) },
});

/** An attach of a webhook with a URL for each user that does not hand it over. */
export const attachWithoutAddress = rule({
  diagnostic: found,
  app: ({ webhooks }) =>
    webhooks.flatMap(({ files, attach }) => {
      const { program } = attach ?? {};
      if (!attach || !program || files.type !== "web") return [];
      const fields = program.sections.map(({ field }) => field);
      const paths = fields.flatMap(expressionsIn).flatMap(({ expr }) => pathsIn(expr));
      const hasAddress = paths.some(({ root, steps }) => root === "webhook" && (steps[0] ?? "url") === "url");
      return hasAddress ? [] : [found(firstPlace(attach), {})];
    }),
});
