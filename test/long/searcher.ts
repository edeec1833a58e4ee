import { parentPort, workerData } from "node:worker_threads";
import { search } from "../reference/search.ts";

// Modules are never forgotten by the thread that has loaded them; this one ends with its share of the work.
const { seed, pairs }: { readonly seed: number; readonly pairs: number } = workerData;
parentPort?.postMessage(await search(seed, pairs));
