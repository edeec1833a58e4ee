import { catalogue } from "../../../compiler/index.ts";
import type { Finding } from "../../../editor/answers.ts";

/** A finding with what `imlc explain` tells of its code. */
export interface ExplainedFinding extends Finding {
  readonly doc: string;
}

/** The finding with its explanation, so that a page needs no other page for it. */
export function explained(finding: Finding): ExplainedFinding {
  return { ...finding, doc: catalogue.get(finding.code)?.doc ?? "" };
}
