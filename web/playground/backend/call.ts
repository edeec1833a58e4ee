import type { Preset } from "../playground.ts";
import type { Backend } from "./backend.ts";

/** All that a worker answers. */
export interface Answering extends Backend {
  presets(): readonly Preset[];
}

/** What a page sends: `method` is a name of `Answering`. */
export interface Call {
  readonly id: number;
  readonly method: keyof Answering;
  readonly parameters: readonly unknown[];
}

/** What comes back: a value, or why there is none, which is a bug of ours. */
export type Answer =
  | { readonly id: number; readonly kind: "value"; readonly value: unknown }
  | { readonly id: number; readonly kind: "problem"; readonly message: string };

/** The same functions, each of which answers later. */
export type Asked = {
  readonly [Name in keyof Answering]: (
    ...parameters: Parameters<Answering[Name]>
  ) => Promise<Awaited<ReturnType<Answering[Name]>>>;
};
