import { diagnostic } from "../../../grammar/diagnostic.ts";
import { withModules } from "../examples.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ id: string }>({
  code: "webhook-without-trigger",
  severity: "hint",
  message: ({ id }) => `No instant trigger names the webhook \`${id}\`, so nobody can use its events in a scenario.`,
  doc: "The events of a webhook reach a scenario of Make through an instant trigger, a module that names the webhook.",
  example: {
    bad: withModules(""),
    good: withModules(`"watchMessages": {"moduleType": "instant_trigger", "webhook": "messages", "codeFiles": {}}`),
  },
});

/** A webhook that no module gives to users; if one names a webhook that is not there, this may be the one that is meant. */
export const webhookWithoutTrigger = rule({
  diagnostic: found,
  app: ({ app: { layout }, webhooks, modules }) => {
    const named = modules.flatMap(({ files }) => files.webhook?.id ?? []);
    if (layout === "bare" || !named.every((name) => webhooks.some(({ id }) => id === name))) return [];
    const unused = webhooks.filter(({ id }) => !named.includes(id));
    return unused.map(({ id, files }) => found(files.place, { id }));
  },
});
