import { diagnostic } from "../../../grammar/diagnostic.ts";
import { withModules } from "../examples.ts";
import { rule } from "../rule.ts";

const app = (link: string) =>
  withModules(`
      "watchMessages": {"moduleType": "instant_trigger", "webhook": "messages", "codeFiles": {}},
      "watchMentions": {"moduleType": "instant_trigger", ${link}"codeFiles": {}}
    `);

const found = diagnostic<{ id: string }>({
  code: "instant-trigger-without-webhook",
  severity: "warning",
  message: ({ id }) => `The instant trigger \`${id}\` names no webhook, so no event ever starts it.`,
  doc: "An instant trigger gives the events that its webhook receives. `webhook` of its entry in `makecomapp.json` names the webhook.",
  example: { bad: app(""), good: app(`"webhook": "messages", `) },
});

/** A trigger that waits for events and is linked to no webhook. */
export const instantTriggerWithoutWebhook = rule({
  diagnostic: found,
  app: ({ modules }) =>
    modules
      .filter(({ files }) => files.type === "instant_trigger" && !files.webhook)
      .map(({ id, files }) => found(files.place, { id })),
});
