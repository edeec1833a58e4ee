import type { Answer, Asked, Call } from "./backend/call.ts";

/** The worker's functions, as the page calls them. */
export function connect(worker: Worker): Asked {
  const waiting = new Map<
    number,
    { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void }
  >();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === "value") asker?.resolve(data.value as never);
    else asker?.reject(new Error(data.message));
  });
  const call =
    (method: Call["method"]) =>
    (...parameters: readonly unknown[]) => {
      last += 1;
      const id = last;
      worker.postMessage({ id, method, parameters } satisfies Call);
      return new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject }));
    };
  return {
    presets: call("presets"),
    open: call("open"),
    set: call("set"),
    findings: call("findings"),
    complete: call("complete"),
    hover: call("hover"),
    signature: call("signature"),
    format: call("format"),
    fixes: call("fixes"),
    definition: call("definition"),
    folds: call("folds"),
    fixAll: call("fixAll"),
    generated: call("generated"),
    calls: call("calls"),
    run: call("run"),
  };
}
