import { redactNamed } from "./procedure/redact.ts";

/**
 * How much a line of the log matters.
 *
 * @example
 * import type { LogLevel } from "imlc/runtime";
 *
 * export const severities: Readonly<Record<LogLevel, string>> = { debug: "DEBUG", info: "INFO", warn: "WARNING", error: "ERROR" };
 */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What a line may carry besides its event: plain JSON. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Where the runtime writes down what happened. An event is a short constant slug; everything variable is a field.
 *
 * @example
 * import type { Log } from "imlc/runtime";
 *
 * export const onlyTroubles =
 *   (log: Log): Log =>
 *   (level, event, fields) => {
 *     if (level === "warn" || level === "error") log(level, event, fields);
 *   };
 */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

/**
 * One JSON object per line. Fields whose name says that they are secret are redacted, whoever wrote them.
 *
 * @example
 * import { jsonLines } from "imlc/runtime";
 *
 * const log = jsonLines((line) => process.stdout.write(line), Date.now);
 * log("info", "started", { port: 3000 });
 */
export function jsonLines(write: (line: string) => void, now: () => number): Log {
  return (level, event, fields = {}) => {
    const entry = { time: new Date(now()).toISOString(), level, event, ...redactNamed(fields) };
    write(`${JSON.stringify(entry)}\n`);
  };
}
