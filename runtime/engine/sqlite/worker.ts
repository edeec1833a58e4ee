import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { createBatch, type Waiting } from "./batch.ts";
import { createCheckpoint } from "./checkpoint.ts";
import { copyDatabase } from "./copy.ts";
import { openDatabase } from "./database.ts";
import { asEngineError } from "./failure.ts";
import type { Call, PlainError, Report } from "./protocol.ts";

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
      const { waiting, copies, close } = gather(first, port);
      report({ kind: "answers", answers: run(waiting) });
      for (const { id, to } of copies) {
        copyDatabase(db, to).then(
          () => report(done(id)),
          (error: unknown) => report({ kind: "answers", answers: [{ kind: "failed", id, failure: plain(error, to) }] }),
        );
      }
      if (close === undefined) return checkpoint();
      db.close();
      report(done(close));
      port.close();
    });
    report({ kind: "opened" });
  } catch (error) {
    report({ kind: "not-opened", failure: plain(error, file) });
    port.close();
  }
}

function done(id: number): Report {
  return { kind: "answers", answers: [{ kind: "done", id, result: undefined }] };
}

function plain(error: unknown, file: string): PlainError {
  const { code, message } = asEngineError(error, file);
  return { code, message };
}

/** All that waits, up to so much that the first need not wait too long for the last. */
function gather(first: Call, port: MessagePort): Gathered {
  const waiting: Waiting[] = [];
  const copies: Copy[] = [];
  for (let call: Call | undefined = first; call !== undefined; call = receiveMessageOnPort(port)?.message) {
    switch (call.kind) {
      case "close":
        return { waiting, copies, close: call.id };
      case "copy":
        copies.push(call);
        break;
      case "operation":
        waiting.push(call);
    }
    if (waiting.length === LARGEST_BATCH) break;
  }
  return { waiting, copies };
}

interface Gathered {
  readonly waiting: readonly Waiting[];
  readonly copies: readonly Copy[];
  /** The number of the call that closes, if it came. */
  readonly close?: number;
}

type Copy = Extract<Call, { readonly kind: "copy" }>;

const LARGEST_BATCH = 256;

if (parentPort !== null) serve(parentPort, workerData.file);
