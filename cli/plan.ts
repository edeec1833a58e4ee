import { loadApp } from "../compiler/generate/load.ts";
import type { ProjectAnalysis } from "../compiler/index.ts";
import type { AppModule } from "../runtime/contract.ts";
import { EngineError } from "../runtime/engine/error.ts";
import { createCompare, type PlanContext } from "../runtime/plan/compare.ts";
import type { Difference, Sides } from "../runtime/plan/difference.ts";
import { grouped } from "../runtime/plan/groups.ts";
import type { RecordedRequest } from "../runtime/plan/recorded.ts";
import { toldPlan } from "../runtime/plan/told.ts";
import { webhooksOf } from "../runtime/plan/webhooks.ts";
import { secretsProblem } from "../runtime/signature/keys.ts";
import { analyzeToUse } from "./analyze.ts";
import { type AnswerFormat, jsonAnswer } from "./answer.ts";
import { namedFile } from "./files.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { folderAt } from "./plan/git.ts";
import { precisely } from "./plan/place.ts";
import { type Compared, prettyReport } from "./plan/report.ts";
import { requestsIn } from "./plan/requests-file.ts";
import { type FromStore, fromStore } from "./plan/store.ts";

export interface PlanOptions {
  /** Each a folder, or `COMMIT:FOLDER`. */
  readonly old: string;
  readonly new: string;
  /** A file with one request on each line. */
  readonly requests?: string;
  /** `sqlite:FILE`. */
  readonly fromStore?: string;
  readonly publicUrl: string;
  readonly format: AnswerFormat;
}

/** Tells what recorded requests come to by other manifests that they did not come to before. */
export async function plan(options: PlanOptions, io: Io): Promise<number> {
  if ((options.requests === undefined) === (options.fromStore === undefined))
    throw new Misuse("say where the recorded requests are: either `--requests FILE` or `--from-store sqlite:FILE`.");
  const old = await sideOf(options.old, io);
  const now = await sideOf(options.new, io);
  if (old === undefined || now === undefined) return exit.findings;
  const store = options.fromStore === undefined ? undefined : openStore(options.fromStore, io);
  try {
    const requests = store?.requests ?? requestsIn(namedFile(options.requests ?? "", io.cwd));
    const environment = (name: string): string | undefined => io.env[name];
    const apps = { old: old.apps, new: now.apps };
    assertComparable(apps, environment);
    const compared = await compareAll(apps, requests, {
      environment,
      publicUrl: options.publicUrl,
      owners: store?.owners,
    });
    const groups = grouped(compared.differences).map((group) =>
      precisely(group, { old: old.analysis, new: now.analysis }),
    );
    io.out(
      options.format === "json" ? jsonAnswer(toldPlan(compared, groups)) : prettyReport(compared, groups, io.color),
    );
    return groups.length === 0 ? exit.ok : exit.differences;
  } finally {
    store?.close();
  }
}

interface Side {
  readonly analysis: ProjectAnalysis;
  readonly apps: readonly AppModule[];
}

async function sideOf(named: string, io: Io): Promise<Side | undefined> {
  const { path, files } = folderAt(named, io.cwd);
  const concerns = ({ severity }: { readonly severity: string }): boolean => severity === "error";
  const analysis = analyzeToUse([path], io, { files, concerns });
  if (analysis === undefined) return undefined;
  // The compiler does not import the runtime; that its modules satisfy the contract is what the tests of both hold.
  const loaded = analysis.apps.map(async (app) => (await loadApp(app, analysis.texts)) as AppModule);
  return { analysis, apps: await Promise.all(loaded) };
}

function openStore(store: string, io: Io): FromStore {
  try {
    return fromStore(store, io);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const copied = " Copy it with `imlc backup`, and name the copy.";
    throw new Misuse(`${error.message}${error.code === "store-locked" ? copied : ""}`);
  }
}

/** Signatures that differ can be compared only if they can be checked. */
function assertComparable(apps: Sides<readonly AppModule[]>, environment: PlanContext["environment"]): void {
  for (const { id, webhooks } of apps.new) {
    for (const webhook of Object.keys(webhooks)) {
      const { old, new: now } = webhooksOf(apps, { app: id, webhook })?.modules ?? {};
      if (JSON.stringify(old?.signature) === JSON.stringify(now?.signature)) continue;
      const problem = [old, now]
        .map((side) => side?.signature && secretsProblem(side.signature, environment))
        .find(Boolean);
      if (problem)
        throw new Misuse(
          `the signature of the webhook ${id}/${webhook} is another one, and cannot be compared: ${problem}.`,
        );
    }
  }
}

async function compareAll(
  apps: Sides<readonly AppModule[]>,
  requests: AsyncIterable<RecordedRequest>,
  context: PlanContext,
): Promise<Compared> {
  const began = performance.now();
  const compare = createCompare(apps, context);
  const differences: Difference[] = [];
  const counts = { compared: 0, skipped: 0 };
  for await (const request of requests) {
    const found = await compare(request);
    counts[found === undefined ? "skipped" : "compared"] += 1;
    differences.push(...(found ?? []));
  }
  if (counts.compared === 0 && counts.skipped > 0)
    throw new Misuse(
      `neither side has the webhook of any of the ${counts.skipped} requests; they name it by \`app\` and \`webhook\`.`,
    );
  return { ...counts, differences, milliseconds: performance.now() - began };
}
