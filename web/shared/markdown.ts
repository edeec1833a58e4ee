import { element } from "./element.ts";

/** Markdown as the language service writes it: paragraphs, lists, blocks of code, and within them code, emphasis and links. */
export function markdown(text: string): HTMLDivElement {
  const blocks = text
    .split(/(^```[\s\S]*?^```$)|\n{2,}/m)
    .filter((block) => block !== undefined && block.trim() !== "");
  return element("div", { class: "markdown" }, ...blocks.map((block) => blockOf(block.trim())));
}

function blockOf(block: string): HTMLElement {
  const code = /^```\w*\n([\s\S]*?)\n?```$/.exec(block)?.[1];
  if (code !== undefined) return element("pre", {}, element("code", {}, code));
  const lines = block.split("\n");
  if (lines.every((line) => line.startsWith("- "))) {
    return element("ul", {}, ...lines.map((line) => element("li", {}, ...inline(line.slice(2)))));
  }
  return element("p", {}, ...inline(lines.join(" ")));
}

function inline(text: string): readonly (Node | string)[] {
  const pieces = text.split(/(`+[^`]+`+|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)\s]+\))/);
  return pieces.filter((piece) => piece !== "").map(pieceOf);
}

function pieceOf(piece: string): Node | string {
  if (/^`.+`$/.test(piece)) return element("code", {}, piece.replace(/^`+|`+$/g, ""));
  if (/^\*\*.+\*\*$/.test(piece)) return element("strong", {}, piece.slice(2, -2));
  if (/^\*.+\*$/.test(piece)) return element("em", {}, piece.slice(1, -1));
  const [, title = "", href = ""] = /^\[(.+)\]\((https?:.+)\)$/.exec(piece) ?? [];
  return href === "" ? piece : element("a", { href, rel: "noreferrer", target: "_blank" }, title);
}
