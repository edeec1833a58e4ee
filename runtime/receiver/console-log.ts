import { jsonLines, type Log } from "../log.ts";

/** Where things are written down if the host program says nothing else: JSON lines by `console.error`, which every host has. */
export function consoleLog(now: () => number): Log {
  return jsonLines((line) => console.error(line.trimEnd()), now);
}
