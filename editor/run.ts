import { loadApp } from "../compiler/generate/load.ts";
import { sourcesOf } from "../compiler/project/sources.ts";
import type { AppModule } from "../runtime/contract.ts";
import { explain } from "../runtime/why/explain.ts";
import type { Trace } from "../runtime/why/trace.ts";
import { webhookIn } from "./parts.ts";
import { samplesOf } from "./samples.ts";
import type { FileInApp } from "./workspace.ts";

/**
 * What a webhook makes of a request whose body is one of its samples, step by step and without secrets. Undefined if it
 * cannot be compiled, or has no such sample.
 */
export async function runWithSample(file: FileInApp, name: string, now: number): Promise<Trace | undefined> {
  const { app } = file;
  const webhook = webhookIn(file);
  const sample = webhook && samplesOf(file, webhook).find((each) => each.name === name);
  if (!sample || app.diagnostics.some(({ severity }) => severity === "error")) return undefined;
  const texts = new Map(sourcesOf(app.app).map(({ uri, text }) => [uri, text]));
  const { webhooks } = (await loadApp(app, texts)) as AppModule;
  const module = webhooks[webhook.id];
  if (!module) return undefined;
  const request = {
    method: "POST",
    url: `/hooks/${app.id}/${webhook.id}`,
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode(sample.text),
  };
  return explain(module, request, { now, executionId: "sample" });
}
