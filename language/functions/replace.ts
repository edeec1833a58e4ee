import { replaceFound } from "../search.ts";
import { t } from "../types.ts";
import { define } from "./define.ts";

export const replace = define(
  {
    name: "replace",
    doc: "The text with every occurrence of a search text replaced. A search text `/pattern/flags` is a regular expression: it is replaced once without the flag `g`, and `$&`, `$1` … in the replacement stand for what it and its groups found.",
    source: "Make help: text and binary functions",
    examples: [
      ["replace('Hello World'; 'Hello'; 'Hi')", "Hi World"],
      ["replace('a.b.c'; '.'; '-')", "a-b-c"],
      ["replace('John Smith'; '/(\\w+) (\\w+)/'; '$2, $1')", "Smith, John"],
      ["replace('a1b22'; '/\\d+/g'; '#')", "a#b#"],
    ],
    params: [
      ["text", t.text],
      ["search", t.text],
      ["replacement", t.text],
    ],
    returns: t.text,
    needs: ["site"],
    prepare: { search: "searchFor" },
  },
  (site, text, search, replacement) => replaceFound(text, search, replacement, site),
);
