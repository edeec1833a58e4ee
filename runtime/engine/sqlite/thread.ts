import { Worker } from "node:worker_threads";
import { EngineError } from "../error.ts";
import { asEngineError } from "./failure.ts";
import type { Answer, Call, Operation, PlainError, Report } from "./protocol.ts";
import type { Store } from "./store.ts";

/** The thread that owns the database, as a function that asks it. */
export interface Thread {
  call<M extends keyof Store>(method: M, ...parameters: Parameters<Store[M]>): Promise<ReturnType<Store[M]>>;
  /** Copies the database to a new file. */
  copy(to: string): Promise<void>;
  /** Lets what was asked before finish; what is asked after is refused. */
  close(): Promise<void>;
}

/** Starts the thread; resolves when the database is open. */
export async function openThread(file: string): Promise<Thread> {
  const worker = new Worker(WORKER, {
    workerData: { file },
    execArgv: QUIET,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const waiting = new Map<number, Waiting>();
  let ended: EngineError | undefined;
  let closed: Promise<void> | undefined;
  let last = 0;

  const end = (error: EngineError): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  const settle = (answer: Answer): void => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === "done") asked?.resolve(answer.result);
    else asked?.reject(toError(answer.failure));
  };
  const ask = (make: (id: number) => Call): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      last += 1;
      worker.postMessage(make(last));
      waiting.set(last, { resolve, reject });
    });

  await new Promise<void>((resolve, reject) => {
    worker.on("message", (report: Report) => {
      switch (report.kind) {
        case "opened":
          return resolve();
        case "not-opened":
          return reject(toError(report.failure));
        case "answers":
          report.answers.forEach(settle);
      }
    });
    worker.on("error", (error) => end(asEngineError(error, file)));
    worker.on("exit", () => {
      end(new EngineError("store-failed", `The store ${file} failed: its thread ended.`));
      reject(ended);
    });
  });
  return {
    // What a method answers only its name says; the thread answers each number with what that method gave.
    call: (method, ...parameters) =>
      ask((id) => ({ kind: "operation", id, operation: { method, parameters } as Operation })) as Promise<never>,
    copy: (to) => ask((id) => ({ kind: "copy", id, to })).then(() => {}),
    close: () => {
      closed ??= ended === undefined ? ask((id) => ({ kind: "close", id })).then(() => {}) : Promise.resolve();
      ended ??= new EngineError("store-closed", `The store ${file} was closed.`);
      return closed;
    },
  };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: EngineError) => void;
}

/** Beside this file, which is TypeScript in the sources and JavaScript when built. */
const WORKER = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/** For what a batch makes and drops again: enough for one; without a limit, the thread fills some 50 before it tidies up. */
const YOUNG_MEGABYTES = 16;

/** Some versions of Node call their SQLite experimental on every start; users can do nothing about it. */
const QUIET = ["--disable-warning=ExperimentalWarning"];

/** The error that has crossed over. */
export function toError({ code, message }: PlainError): EngineError {
  return new EngineError(code, message);
}
