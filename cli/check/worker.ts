import { parentPort, workerData } from "node:worker_threads";
import { filesOnDisk } from "../files.ts";
import { analyzeShare, type Shared } from "./share.ts";

/** What a thread is started with. */
export interface Work extends Shared {
  readonly cwd: string;
}

const { cwd, ...shared }: Work = workerData;
parentPort?.postMessage(analyzeShare(shared, filesOnDisk(cwd)));
