import { filesInMemory } from "../../compiler/index.ts";
import { createService } from "../../editor/service.ts";
import { expectations } from "./expected.ts";
import { soundManifests } from "./manifests.ts";

/** How completion did at the ends of truncated manifests. */
export interface Usefulness {
  readonly asked: number;
  readonly useful: number;
  /** Where it was of no use, to be read by a person. */
  readonly failures: readonly string[];
}

/**
 * Cuts manifests off at random offsets and asks for completion at the end. It is useful if it offers what the whole
 * manifest has there; where nothing can be known, or nothing may stand, it is to offer nothing.
 */
export function completeTruncated(count: number, seed: number): Usefulness {
  const random = numbersFrom(seed);
  const manifests = soundManifests().filter(({ uri, files }) => (files[uri]?.length ?? 0) > 10);
  const known = manifests.map(({ uri, files }) => ({
    uri,
    files,
    expected: expectations({ uri, files }),
    service: createService({ files: filesInMemory(files) }),
  }));
  const failures: string[] = [];
  let asked = 0;
  while (asked < count) {
    const one = known[Math.floor(random() * known.length)];
    if (!one) break;
    const { uri, files, expected, service } = one;
    const text = files[uri] ?? "";
    const offset = 1 + Math.floor(random() * (text.length - 1));
    const wanted = expected(offset);
    if (wanted === undefined) continue;
    asked++;
    service.set(uri, text.slice(0, offset));
    const labels = service.complete(uri, offset).map(({ label }) => label);
    service.remove(uri);
    const isUseful = wanted === "nothing" ? labels.length === 0 : labels.includes(wanted.label);
    if (!isUseful) {
      const what = wanted === "nothing" ? "nothing" : `\`${wanted.label}\``;
      failures.push(`${uri}: …${text.slice(Math.max(0, offset - 60), offset)}| wanted ${what}, got ${labels.length}`);
    }
  }
  return { asked, useful: asked - failures.length, failures };
}

/** A linear congruential generator (Numerical Recipes): numbers from 0 up to but not including 1. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
