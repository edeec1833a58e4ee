import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import type { Analysis } from "../../analyze.ts";
import { expressionsIn } from "../../fields.ts";
import type { Field, ValueEntry } from "../../program.ts";
import type { AppFacts, WebhookAnalysis } from "../../project/facts.ts";
import { type Path, pathsIn } from "../paths.ts";
import { under, valueEntries } from "../requests.ts";
import { rule } from "../rule.ts";

const app = (data: string) => ({
  "webhook.iml.json": `{"uid": "{{item.user}}"}`,
  "attach.iml.json": `{"url": "https://a.example/hooks", "method": "POST", "response": {"data": ${data}}}`,
  "detach.iml.json": `{"url": "https://a.example/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
});

const found = diagnostic<{ key: string }>({
  code: "unused-saved-data",
  severity: "hint",
  message: ({ key }) => `Nothing reads \`${key}\`, which this attach saves.`,
  doc: "What attach saves in `response.data` is kept for detach and update, which read it as `webhook`, and for the webhook itself, which reads it as `data`. What nobody reads can be left out, the more so if it is a secret.",
  example: {
    bad: app(`{"hookId": "{{body.id}}", "status": "{{body.status}}"}`),
    good: app(`{"hookId": "{{body.id}}"}`),
  },
});

/** Something that attach saves and nobody reads. */
export const unusedSavedData = rule({
  diagnostic: found,
  app: (facts) => facts.webhooks.flatMap((webhook) => unread(webhook, facts)),
});

function unread(webhook: WebhookAnalysis, facts: AppFacts): readonly Diagnostic[] {
  const saved = savedBy(webhook.attach);
  if (saved.length === 0 || !webhook.detach?.program) return [];
  const names = new Set<string | undefined>();
  for (const fields of fieldsRead(webhook, facts)) {
    for (const { root, steps } of pathsOf(fields)) if (root === "webhook" || root === "data") names.add(steps[0]);
    if (saved.every(({ key }) => names.has(key))) return [];
  }
  const isClear = [...names].every((name) => name === "url" || name === "id" || saved.some(({ key }) => key === name));
  if (!isClear) return [];
  return saved
    .filter(({ key }) => !names.has(key))
    .map(({ key, keySpan, value }) => found({ uri: value.uri, span: keySpan }, { key }));
}

function savedBy(attach: Analysis | undefined): readonly ValueEntry[] {
  const sections = attach?.program?.sections ?? [];
  return sections
    .flatMap(({ field }) => valueEntries(under(field, "response", "data")))
    .filter(({ value }) => value.uri === attach?.source.uri);
}

/** What can read what a webhook has saved, modules and RPCs among it; first the manifest that mostly does. */
function fieldsRead(webhook: WebhookAnalysis, facts: AppFacts): readonly (readonly Field[])[] {
  const { communication, attach, detach, update, config } = webhook;
  const others = [...facts.modules, ...facts.rpcs].map((each) => each.communication);
  const manifests = [detach, update, communication, attach, ...others];
  const sections = manifests.map((manifest) => manifest?.program?.sections.map(({ field }) => field) ?? []);
  return [...sections, config.expires ? [config.expires] : []];
}

function pathsOf(fields: readonly Field[]): readonly Path[] {
  return fields.flatMap(expressionsIn).flatMap(({ expr }) => pathsIn(expr));
}
