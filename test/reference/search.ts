import { inspect } from "node:util";
import fc from "fast-check";
import { builtins } from "../../language/functions/index.ts";
import { agree, type Case, type Comparison, cases, compare, scriptOf } from "./agreement.ts";

/** What a search for disagreements has seen. */
export interface Search {
  readonly pairs: number;
  /** The seeds of its batches are those from `seed` on. */
  readonly seed: number;
  readonly errors: number;
  /** Functions that were called, with arguments they take, fewer times than once in 5,000 pairs. */
  readonly seldom: readonly string[];
  /** The first disagreement, made as small as it gets. */
  readonly disagreement: string | undefined;
}

/** Templates in one module. */
const batchSize = 500;

/** Compares so many pairs of template and payload, or until two results differ. */
export async function search(seed: number, pairs: number): Promise<Search> {
  const called = new Map<string, number>();
  let seen = 0;
  let errors = 0;
  let disagreement: string | undefined;
  for (let batch = seed; seen < pairs && disagreement === undefined; batch += 1) {
    const compared = await compare(fc.sample(cases, { seed: batch, numRuns: batchSize }), called);
    const results = compared.flat();
    seen += results.length;
    errors += results.filter(({ walked }) => walked.kind === "error").length;
    const wrong = compared.findIndex((each) => !each.every(agree));
    if (wrong >= 0) disagreement = await smallest(batch, wrong);
  }
  const seldom = [...builtins.keys()].filter((name) => (called.get(name) ?? 0) < seen / 5000);
  return { pairs: seen, seed, errors, seldom, disagreement };
}

async function smallest(seed: number, run: number): Promise<string> {
  const property = fc.asyncProperty(cases, async (each) => (await disagreementOf(each)) === undefined);
  const { counterexample } = await fc.check(property, { seed, path: String(run), numRuns: batchSize });
  const [found] = counterexample ?? [];
  const comparison = found && (await disagreementOf(found));
  return found && comparison
    ? `seed ${seed}, run ${run}\n${described(found, comparison)}`
    : `seed ${seed}, run ${run}: only beside other templates`;
}

async function disagreementOf(each: Case): Promise<Comparison | undefined> {
  const [compared = []] = await compare([each], new Map());
  return compared.find((comparison) => !agree(comparison));
}

function described(each: Case, { payload, compiled, walked }: Comparison): string {
  const shown = { template: each.template, as: each.as, equality: each.equality, compiled, walked, payload };
  const lines = Object.entries(shown).map(([name, value]) => `${name}: ${inspect(value, { depth: 8 })}`);
  return [...lines, scriptOf([each])].join("\n");
}
