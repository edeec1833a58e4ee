import { checkBench } from "./check.ts";
import { editorBench } from "./editor.ts";
import { evaluateBench } from "./evaluate.ts";
import { planBench } from "./plan.ts";
import { poisonBench } from "./poison.ts";
import { serveBench } from "./serve.ts";
import { workspaceBench } from "./workspace.ts";

/** One comparison, both sides measured in the same run. */
export interface Row {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly unit: string;
  /** Ours to the peer's: above 1 is slower for times, faster for rates. */
  readonly ratio: number;
}

const rows = [
  ...checkBench(),
  ...editorBench(),
  ...(await workspaceBench()),
  ...(await evaluateBench()),
  ...(await planBench()),
  ...(await serveBench()),
  ...(await poisonBench()),
];
console.log(`Node ${process.version}, ${process.platform} ${process.arch}; medians of interleaved rounds.\n`);
console.table(
  rows.map(({ name, ours, peer, unit, ratio }) => ({
    comparison: name,
    ours: `${ours.toPrecision(4)} ${unit}`,
    peer: `${peer.toPrecision(4)} ${unit}`,
    "ours / peer": ratio.toFixed(2),
  })),
);
