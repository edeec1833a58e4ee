import { styleText } from "node:util";
import type { Severity } from "../../grammar/diagnostic.ts";

/** Styles text for a terminal, or leaves it as it is. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

/** What paints, if there are to be colours. */
export function painter(color: boolean): Paint {
  return color ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;
}

/** The colour of each severity. */
export const tones = { error: "red", warning: "yellow", hint: "cyan" } as const satisfies Record<Severity, string>;
