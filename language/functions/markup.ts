import { stripTags } from "../html.ts";
import { t } from "../types.ts";
import { define } from "./define.ts";

const source = "Make help: text and binary functions";

export const escapeHTML = define(
  {
    name: "escapeHTML",
    doc: "The text with `&`, `<` and `>` written as entities, so that HTML shows it as it is.",
    source,
    examples: [["escapeHTML('1 < 2 & 3 > 2')", "1 &lt; 2 &amp; 3 &gt; 2"]],
    params: [["text", t.text]],
    returns: t.text,
  },
  (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
);

export const stripHTML = define(
  {
    name: "stripHTML",
    doc: "The text without its HTML tags and comments, and without what stands in scripts and styles; `<br>` becomes a line break. Entities stay as they are.",
    source: `${source}; HTML Living Standard: tokenization`,
    examples: [
      ["stripHTML('<p>a <i>b</i></p>')", "a b"],
      ["stripHTML('a<br>b')", "a\nb"],
      ["stripHTML('a<script>x()</script>b')", "ab"],
    ],
    params: [["text", t.text]],
    returns: t.text,
  },
  stripTags,
);

export const escapeMarkdown = define(
  {
    name: "escapeMarkdown",
    doc: "The text with the characters that Markdown reads as formatting written as numeric entities, so that it shows them as they are.",
    source: `${source}; CommonMark: backslash escapes, entities`,
    examples: [
      ["escapeMarkdown('# Header')", "&#35; Header"],
      ["escapeMarkdown('2 * 3')", "2 &#42; 3"],
    ],
    params: [["text", t.text]],
    returns: t.text,
  },
  (text) => text.replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, (character) => `&#${character.charCodeAt(0)};`),
);
