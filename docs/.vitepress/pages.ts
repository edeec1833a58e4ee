import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Pages that stand together in the sidebar. */
export interface Group {
  readonly text: string;
  readonly pages: readonly Page[];
}

export interface Page {
  /** Its file in `docs/`, without `.md`. */
  readonly name: string;
  readonly title: string;
  /** The first sentence of its first paragraph, as Markdown. */
  readonly says: string;
}

const groups: readonly { readonly text: string; readonly pages: readonly string[] }[] = [
  { text: "Begin", pages: ["README", "tour", "playground", "concepts"] },
  { text: "Guides", pages: ["editors", "check", "test", "plan", "build", "embed", "serve", "observe", "library"] },
  { text: "Recipes", pages: ["move-from-make", "ci", "missing-event", "rotate-secrets", "add-a-signature", "faq"] },
  {
    text: "Reference",
    pages: [
      "cli",
      "configuration",
      "directives",
      "functions",
      "keywords",
      "operators",
      "conversions",
      "parameters",
      "signatures",
      "diagnostics",
      "http-api",
    ],
  },
];

/** The pages of the site in their order, with what their files say of themselves. */
export function readGroups(docs: string): readonly Group[] {
  return groups.map(({ text, pages }) => ({ text, pages: pages.map((name) => readPage(docs, name)) }));
}

function readPage(docs: string, name: string): Page {
  const text = readFileSync(join(docs, `${name}.md`), "utf8");
  const [, title = name, rest = ""] = /^# (.+)\n([\s\S]*)/m.exec(text) ?? [];
  const [paragraph = ""] = /^(?![#|<>-]|```).+(?:\n(?!\n).+)*/m.exec(rest) ?? [];
  const [says = ""] = plain(paragraph).split(/(?<=[.:]) /);
  return { name, title, says: says.replace(/:$/, ".") };
}

/** Without line feeds, links and emphasis. */
function plain(paragraph: string): string {
  return paragraph
    .replaceAll("\n", " ")
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replaceAll("**", "");
}
