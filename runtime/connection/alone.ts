import type { Context } from "../context.ts";

/** Runs what concerns one connection after whatever else concerns it: no step of one overlaps with another. */
export function alone<T>({ serial }: Context, app: string, id: string, task: () => Promise<T>): Promise<T> {
  return serial(JSON.stringify(["connection", app, id]), task);
}
