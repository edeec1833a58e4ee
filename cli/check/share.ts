import { type App, analyzeApp, type Files } from "../../compiler/index.ts";
import type { Diagnostic } from "../../grammar/diagnostic.ts";

/** Apps that several threads analyse: each takes the next one that nobody has taken. */
export interface Shared {
  readonly apps: readonly App[];
  /** How many were taken, in memory that the threads have in common. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** What there is to say of an app, by its place among all. */
export type Share = readonly (readonly [index: number, diagnostics: readonly Diagnostic[]])[];

/** Analyses apps until all are taken; answers what there is to say of those that this thread got. */
export function analyzeShare({ apps, taken }: Shared, files: Files): Share {
  const share: [number, readonly Diagnostic[]][] = [];
  for (;;) {
    const index = Atomics.add(taken, 0, 1);
    const app = apps[index];
    if (app === undefined) return share;
    share.push([index, analyzeApp(app, files).diagnostics]);
  }
}
