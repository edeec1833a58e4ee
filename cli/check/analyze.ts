import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import {
  analyzeProject,
  type Files,
  type Project,
  type ProjectFindings,
  projectFindings,
} from "../../compiler/index.ts";
import { analyzeShare, type Share } from "./share.ts";
import type { Work } from "./worker.ts";

/** Where a project lies: a thread of its own reads there what its apps name besides manifests. */
interface Place {
  readonly files: Files;
  readonly cwd: string;
}

/** What there is to say of a project on the disk, found on as many cores as are worth their start. */
export async function analyzeOnCores(project: Project, { files, cwd }: Place): Promise<ProjectFindings> {
  const { apps } = project;
  const threads = Math.min(availableParallelism() - 1, Math.floor(apps.length / APPS_PER_THREAD));
  if (threads < 1) return analyzeProject(project, files);
  const shared = { apps, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const others = Array.from({ length: threads }, () =>
    shareOf(new Worker(file, { workerData: { cwd, ...shared } satisfies Work })),
  );
  const own = analyzeShare(shared, files);
  const shares = [own, ...(await Promise.all(others))];
  const found = shares
    .flat()
    .toSorted(([a], [b]) => a - b)
    .map(([, diagnostics]) => diagnostics);
  return projectFindings(project, found);
}

/** So many apps take longer than it takes a thread to load the compiler. */
const APPS_PER_THREAD = 200;

/** Rejects with what made the thread fail. */
async function shareOf(worker: Worker): Promise<Share> {
  const [share] = (await once(worker, "message")) as [Share];
  return share;
}

/** Beside this file, which is TypeScript in the sources and JavaScript when built. */
const file = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
