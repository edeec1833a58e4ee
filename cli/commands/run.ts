import type { Io } from "../io.ts";

/** Runs what a command does; the number that it answers is the exit code. */
export type Run = (task: (io: Io) => Promise<number>) => Promise<void>;
