import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generated } from "../../cli/reference/markdown.ts";

/** A fenced block of a page that people write. */
export interface Block {
  /** The page and the line of the fence, as a test is called. */
  readonly place: string;
  readonly page: string;
  readonly language: string;
  /** The file that it is said to be. */
  readonly file: string | undefined;
  /** The codes of what is found in it. */
  readonly codes: readonly string[];
  readonly text: string;
}

export const docs = join(import.meta.dirname, "../../docs");

/** The fenced blocks of the pages of `docs/` that are not made by `imlc reference`. */
export function writtenBlocks(): readonly Block[] {
  const pages = readdirSync(docs).filter((name) => name.endsWith(".md"));
  return pages.flatMap((page) => {
    const markdown = readFileSync(join(docs, page), "utf8");
    return markdown.startsWith(generated) ? [] : blocksOf(page, markdown);
  });
}

/** The fenced blocks of a text; `page` is what their places begin with. */
export function blocksOf(page: string, markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^( *)(`{3,})(.*)\n([\s\S]*?)^\1\2$/gm)].map(
    ({ index, 1: indent = "", 3: info = "", 4: text = "" }) => {
      const [language = "", file, ...codes] = info.trim().split(/,? +/);
      const line = markdown.slice(0, index).split("\n").length;
      return { place: `${page}:${line}`, page, language, file, codes, text: text.replaceAll(`\n${indent}`, "\n") };
    },
  );
}
