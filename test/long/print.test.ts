import fc from "fast-check";
import { test } from "vitest";
import { templates } from "../grammar/arbitrary.ts";
import { isReadAgain } from "../grammar/printing.ts";
import { seed } from "./seed.ts";

test(`what is printed is read as the same tree, 1,000,000 times; seed ${seed}`, () => {
  fc.assert(fc.property(templates, isReadAgain), { numRuns: 1_000_000, seed });
}, 3_600_000);
