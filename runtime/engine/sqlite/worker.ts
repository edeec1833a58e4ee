import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { createBatch, type Waiting } from "./batch.ts";
import { createCheckpoint } from "./checkpoint.ts";
import { openDatabase } from "./database.ts";
import { asEngineError } from "./failure.ts";
import type { Call, Report } from "./protocol.ts";

/**
 * The thread that owns the database. While one batch is on its way to the disk, calls gather; then they are the next
 * batch. So the load itself says how many share a commit.
 */
function serve(port: MessagePort, file: string): void {
  const report = (message: Report): void => port.postMessage(message);
  try {
    const db = openDatabase(file);
    const run = createBatch(db, file);
    const checkpoint = createCheckpoint(db);
    port.on("message", (first: Call) => {
      const { waiting, close } = gather(first, port);
      report({ kind: "answers", answers: run(waiting) });
      if (close === undefined) return checkpoint();
      db.close();
      report({ kind: "answers", answers: [{ kind: "done", id: close, result: undefined }] });
      port.close();
    });
    report({ kind: "opened" });
  } catch (error) {
    const { code, message } = asEngineError(error, file);
    report({ kind: "not-opened", failure: { code, message } });
    port.close();
  }
}

/** All that waits, up to so much that the first need not wait too long for the last. */
function gather(first: Call, port: MessagePort): { readonly waiting: readonly Waiting[]; readonly close?: number } {
  const waiting: Waiting[] = [];
  for (let call: Call | undefined = first; call !== undefined; call = receiveMessageOnPort(port)?.message) {
    if (call.kind === "close") return { waiting, close: call.id };
    waiting.push(call);
    if (waiting.length === LARGEST_BATCH) break;
  }
  return { waiting };
}

const LARGEST_BATCH = 256;

if (parentPort !== null) serve(parentPort, workerData.file);
