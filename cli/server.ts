import { dirname, resolve } from "node:path";
import { type Io, Misuse } from "./io.ts";

/** Where a server keeps what it has to keep. */
export interface Place {
  /** The file of the store, or `MEMORY`. */
  readonly file: string;
  /** Where secrets are that nobody has set. */
  readonly folder: string;
}

/** Where `--store` is without being named. */
export const USUAL_STORE = "sqlite:.imlc/store.db";

/** What stands in place of a file for a store that is kept in memory. */
export const MEMORY = ":memory:";

/** The place that `--store` names. */
export function placeOf(store: string, cwd: string): Place {
  const file = /^sqlite:(.+)$/.exec(store)?.[1];
  if (file === undefined) throw new Misuse(`the store ${store} is not one that imlc has; write sqlite:FILE.`);
  if (file === MEMORY) return { file, folder: resolve(cwd, ".imlc") };
  return { file: resolve(cwd, file), folder: dirname(resolve(cwd, file)) };
}

/** The port that `--port` names, or the environment. */
export function portOf(port: number | undefined, env: Io["env"]): number {
  if (port !== undefined) return port;
  const given = env.PORT || "3000";
  const number = Number(given);
  if (!/^\d+$/.test(given) || number > 65_535)
    throw new Misuse(`PORT is ${given}; a port is a number from 0 to 65535.`);
  return number;
}
