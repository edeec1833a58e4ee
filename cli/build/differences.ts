import { existsSync, readFileSync } from "node:fs";
import type { Output } from "./outputs.ts";

/** How a folder of generated files differs from what the manifests say now. */
export interface Difference {
  readonly path: string;
  readonly what: "missing" | "stale" | "left over";
}

/** What a build would change: `left` are the files that it would delete. */
export function differences(outputs: readonly Output[], left: readonly string[]): readonly Difference[] {
  return [
    ...outputs.flatMap(({ path, text }): readonly Difference[] => {
      if (!existsSync(path)) return [{ path, what: "missing" }];
      return readFileSync(path, "utf8") === text ? [] : [{ path, what: "stale" }];
    }),
    ...left.map((path): Difference => ({ path, what: "left over" })),
  ];
}
