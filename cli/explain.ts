import { nearest } from "../compiler/check/nearest.ts";
import { catalogue } from "../compiler/index.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { diagnosticText } from "./reference/diagnostics.ts";

/** Prints what is known about the code of a diagnostic. */
export async function explain(code: string, io: Io): Promise<number> {
  const entry = catalogue.get(code);
  if (!entry) {
    const meant = nearest(code, catalogue.keys());
    throw new Misuse(`there is no diagnostic ${code}${meant === undefined ? "." : `; did you mean ${meant}?`}`);
  }
  io.out(diagnosticText(entry));
  return exit.ok;
}
