import { loadApp } from "../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../compiler/index.ts";
import type { AppModule } from "../runtime/contract.ts";
import { createCompare } from "../runtime/plan/compare.ts";
import type { RecordedRequest } from "../runtime/plan/recorded.ts";
import { receive } from "../runtime/receive/receive.ts";
import type { Row } from "./main.ts";

const REQUESTS = 10_000;
const ITEMS = 5;

/** How long it takes to compare 10,000 requests between two manifests, against evaluating them with each. */
export async function planBench(): Promise<Row[]> {
  const [old, same, other] = await Promise.all([
    app("{{item.text}}"),
    app("{{item.text}}"),
    app("{{upper(item.text)}}"),
  ]);
  const requests = Array.from({ length: REQUESTS }, (_, n) => request(n));
  const peer = evaluated(old, requests) + evaluated(same, requests);
  const row = (what: string, ours: number): Row => {
    return { name: `plan of ${REQUESTS} requests ${what}`, ours, peer, unit: "ms", ratio: ours / peer };
  };
  return [
    row("without a difference", await compared(old, same, requests)),
    row("all of which differ", await compared(old, other, requests)),
  ];
}

async function app(text: string): Promise<AppModule> {
  const files = filesInMemory({
    "webhook.iml.json": `{ "iterate": "{{body.data}}", "uid": "{{item.user}}", "output": { "text": "${text}", "item": "{{item}}" } }`,
  });
  const { apps, texts } = analyzeProject(findProject(files, ["."]), files);
  const [only] = apps;
  if (only === undefined) throw new Error("There is no app.");
  return (await loadApp(only, texts)) as AppModule;
}

function request(n: number): RecordedRequest {
  const data = Array.from({ length: ITEMS }, (_, item) => ({ user: n % 100, text: `message ${n}.${item}`, at: n }));
  return {
    id: `r${n}`,
    receivedAt: n,
    method: "POST",
    url: "/hooks/app/webhook",
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode(JSON.stringify({ data })),
  };
}

function evaluated({ webhooks }: AppModule, requests: readonly RecordedRequest[]): number {
  const began = performance.now();
  for (const module of Object.values(webhooks)) {
    for (const one of requests) receive(module, one, { now: one.receivedAt, executionId: one.id });
  }
  return performance.now() - began;
}

async function compared(old: AppModule, now: AppModule, requests: readonly RecordedRequest[]): Promise<number> {
  const compare = createCompare({ old: [old], new: [now] }, { environment: () => undefined, publicUrl: "" });
  const began = performance.now();
  for (const one of requests) await compare(one);
  return performance.now() - began;
}
