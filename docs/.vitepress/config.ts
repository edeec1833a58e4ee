import { resolve } from "node:path";
import { defineConfig } from "vitepress";
import { anchor } from "../../cli/reference/markdown.ts";
import { finish } from "./finish.ts";
import { plainMarkdown } from "./markdown.ts";
import { readGroups } from "./pages.ts";

const docs = resolve(import.meta.dirname, "..");
const groups = readGroups(docs);

/** The site of the documentation: static, with a search that needs no server, and nothing that is loaded from elsewhere. */
export default defineConfig({
  title: "imlc",
  description: "Compiles, checks and serves shared webhooks written as Make manifests with IML expressions.",
  lang: "en",
  cleanUrls: false,
  // The page of all diagnostics is large, and loaded where it is read.
  vite: { build: { chunkSizeWarningLimit: 1000 } },
  cacheDir: resolve(docs, "../node_modules/.cache/vitepress"),
  outDir: resolve(docs, ".vitepress/dist"),
  rewrites: { "README.md": "index.md" },
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: { attrs: { disable: true }, anchor: { slugify: anchor }, config: (md) => plainMarkdown(md, docs) },
  themeConfig: {
    nav: [{ text: "Playground", link: "/playground/index.html", target: "_self" }],
    search: { provider: "local" },
    outline: { level: [2, 3] },
    sidebar: groups.map(({ text, pages }) => ({
      text,
      items: pages.map(({ name, title }) => ({ text: title, link: name === "README" ? "/" : `/${name}` })),
    })),
  },
  buildEnd: ({ outDir }) => finish({ docs, outDir, groups }),
});
