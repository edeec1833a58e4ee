import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, test } from "vitest";
import { blocksOf } from "../docs/blocks.ts";
import { createReader } from "../examples/follow.ts";
import { projectFor } from "../examples/installed.ts";
import { pack } from "../packed.ts";

let tarball: string;

beforeAll(() => {
  tarball = pack();
}, 600_000);

/** The oldest that `engines` lets in, the one that develops, and the newest. */
const versions = ["22.18.0", "24", "26"];

test.each(versions)("Node.js %s installs the package, checks, serves, and does what a README says", async (version) => {
  const folder = projectFor("next-like-fetch", tarball, version);
  const reader = await createReader(folder, join(folder, "node_modules/.bin"));
  const readme = blocksOf(`README.md, Node.js ${version}`, readFileSync(join(folder, "README.md"), "utf8"));
  const [install, ...others] = readme;
  if (install === undefined) throw new Error("The README has no commands.");
  try {
    await reader.follow(install);
    await reader.follow({ ...install, text: `node --version | grep '^v${version}'\nnpx imlc check issues` });
    for (const block of others) await reader.follow(block);
  } finally {
    await reader.leave();
    rmSync(folder, { recursive: true });
  }
});
