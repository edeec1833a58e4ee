import { filesInMemory } from "../compiler/index.ts";
import { createService } from "../editor/service.ts";
import { largeManifest } from "./check.ts";
import type { Row } from "./main.ts";

const uri = "webhook.iml.json";
/** So many keys are pressed before and while it is measured. */
const warmUp = 60;
const keys = 300;

/**
 * The slowest of a hundred answers that an editor waits for while a large manifest is written, beside the 50 ms that
 * people take for at once: after each key completion, findings, a hover, a signature and tokens are asked for.
 */
export function editorBench(): readonly Row[] {
  const text = largeManifest();
  const service = createService({ files: filesInMemory({ [uri]: text }) });
  const taken: number[] = [];
  const timed = (ask: () => unknown): void => {
    const began = performance.now();
    ask();
    taken.push(performance.now() - began);
  };
  for (let key = 0; key < warmUp + keys; key++) {
    if (key === warmUp) taken.length = 0;
    // All over the text, always behind a dot.
    const offset = text.indexOf("item.", Math.floor((text.length * ((key * 37) % 100)) / 110)) + "item.".length;
    service.set(uri, `${text.slice(0, offset)}x${key}${text.slice(offset)}`);
    timed(() => service.complete(uri, offset));
    timed(() => service.diagnose(uri));
    timed(() => service.hover(uri, offset));
    timed(() => service.signature(uri, offset));
    timed(() => service.tokens(uri));
  }
  const p99 = taken.toSorted((a, b) => a - b)[Math.floor(taken.length * 0.99)] ?? 0;
  const lines = text.split("\n").length;
  return [
    {
      name: `editor: p99 of answers on a manifest of ${lines} lines / 50 ms`,
      ours: p99,
      peer: 50,
      unit: "ms",
      ratio: p99 / 50,
    },
  ];
}
