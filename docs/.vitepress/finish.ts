import { execFile } from "node:child_process";
import { cpSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Group } from "./pages.ts";

export interface Built {
  readonly docs: string;
  readonly outDir: string;
  readonly groups: readonly Group[];
}

/** Lays beside the built pages what they link to: sources of the project, the pages as Markdown with a list of them, and the playground. */
export async function finish({ docs, outDir, groups }: Built): Promise<void> {
  for (const source of linkedSources(outDir)) cpSync(join(docs, "..", source), join(outDir, "sources", source));
  for (const { name } of groups.flatMap(({ pages }) => pages))
    cpSync(join(docs, `${name}.md`), join(outDir, `${name}.md`));
  writeFileSync(join(outDir, "llms.txt"), llmsText(groups));
  await buildPlayground(join(docs, "../web/playground"), join(outDir, "playground"));
}

/** By its own Vite: that of VitePress is an older one. */
async function buildPlayground(root: string, outDir: string): Promise<void> {
  const vite = join(root, "../../node_modules/vite/bin/vite.js");
  await promisify(execFile)(process.execPath, [vite, "build", root, "--outDir", outDir, "--logLevel", "warn"]);
}

function linkedSources(outDir: string): ReadonlySet<string> {
  const pages = globSync("*.html", { cwd: outDir }).map((name) => readFileSync(join(outDir, name), "utf8"));
  return new Set(
    pages.flatMap((page) => [...page.matchAll(/href="\/sources\/([^"#]+)/g)].map(([, path = ""]) => path)),
  );
}

/** The list that https://llmstxt.org describes. */
function llmsText(groups: readonly Group[]): string {
  const sections = groups.map(({ text, pages }) =>
    [`## ${text}`, "", ...pages.map(({ name, title, says }) => `- [${title}](${name}.md): ${says}`)].join("\n"),
  );
  return `${["# imlc", "> Compiles, checks and serves shared webhooks written as Make manifests with IML expressions.", ...sections].join("\n\n")}\n`;
}
