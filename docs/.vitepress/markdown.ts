import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { MarkdownRenderer } from "vitepress";

/** Has Markdown mean what it means on GitHub: braces are text, pictures are shown, and links to sources lead to them. */
export function plainMarkdown(md: MarkdownRenderer, docs: string): void {
  bracesAreText(md);
  picturesFollowTheTheme(md, docs);
  filesHaveNames(md);
  sourcesAreFiles(md, docs);
}

/** Vue would evaluate what stands in two braces, and IML is full of them. */
function bracesAreText({ renderer }: MarkdownRenderer): void {
  const { code_inline: inline, text } = renderer.rules;
  renderer.rules.code_inline = (tokens, index, options, env, self) => {
    tokens[index]?.attrSet("v-pre", "");
    return inline?.(tokens, index, options, env, self) ?? "";
  };
  renderer.rules.text = (tokens, index, options, env, self) =>
    (text?.(tokens, index, options, env, self) ?? "").replaceAll("{{", "&#123;&#123;");
}

/** An SVG in an `<img>` cannot see the colours of the page; as a part of it, it can. Its own style is for GitHub. */
function picturesFollowTheTheme({ renderer }: MarkdownRenderer, docs: string): void {
  const { image } = renderer.rules;
  renderer.rules.image = (tokens, index, options, env, self) => {
    const source = tokens[index]?.attrGet("src") ?? "";
    if (!source.endsWith(".svg")) return image?.(tokens, index, options, env, self) ?? "";
    return readFileSync(join(docs, source), "utf8").replace(/<style>[\s\S]*?<\/style>/, "");
  };
}

/** The file that a block is said to be is written above it. */
function filesHaveNames({ renderer, utils }: MarkdownRenderer): void {
  const { fence } = renderer.rules;
  renderer.rules.fence = (tokens, index, options, env, self) => {
    const [, file] = (tokens[index]?.info ?? "").split(" ");
    const block = fence?.(tokens, index, options, env, self) ?? "";
    return file === undefined ? block : `<p class="file"><code v-pre>${utils.escapeHtml(file)}</code></p>${block}`;
  };
}

/** What lies outside of `docs/` is put beside the built pages by `finish`. An included text has the links of its own folder. */
function sourcesAreFiles({ renderer }: MarkdownRenderer, docs: string): void {
  const { link_open: open } = renderer.rules;
  renderer.rules.link_open = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const [path = ""] = (token?.attrGet("href") ?? "").split("#");
    const source = path === "" || path.includes(":") ? undefined : sourceOf(docs, path);
    if (source !== undefined) {
      token?.attrSet("href", `/sources/${source}`);
      token?.attrSet("target", "_self");
    }
    return open?.(tokens, index, options, env, self) ?? "";
  };
}

function sourceOf(docs: string, path: string): string | undefined {
  const root = dirname(docs);
  const found = [resolve(docs, path), resolve(root, path)].find((file) => existsSync(file));
  if (found === undefined) return undefined;
  const isPage = dirname(found) === docs && found.endsWith(".md");
  return isPage ? undefined : relative(root, found);
}
