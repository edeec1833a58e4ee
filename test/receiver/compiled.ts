import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule, WebhookModule } from "../../runtime/contract.ts";

/** The app that some manifests compile to; throws if they have errors. */
export async function appOf(texts: Readonly<Record<string, unknown>>): Promise<AppModule> {
  const paths = Object.entries(texts).map(([name, json]) => [`shop/${name}`, JSON.stringify(json)]);
  const files = filesInMemory(Object.fromEntries(paths));
  const { apps, texts: read, diagnostics } = analyzeProject(findProject(files, ["shop"]), files);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [app] = apps;
  if (!app || errors.length > 0) throw new Error(`The app has errors: ${JSON.stringify(errors)}`);
  return (await loadApp(app, read)) as AppModule;
}

/** The webhook of an app that has this one. */
export async function webhookOf(communication: unknown, settings: unknown = {}): Promise<WebhookModule> {
  const app = await appOf({ "webhook.iml.json": communication, "imlc.json": { webhook: settings } });
  const { webhook } = app.webhooks;
  if (webhook === undefined) throw new Error("The app has no webhook.");
  return webhook;
}
