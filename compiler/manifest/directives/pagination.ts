import { t } from "../../../language/types.ts";
import type { Directive, Stages } from "../directive.ts";
import { anything, record, refused, template } from "../shape.ts";
import { named } from "./headers.ts";
import { method, sentHeaders, url } from "./request.ts";

const shape = record({
  condition: {
    shape: template(t.boolean),
    doc: "Whether there is another page.",
    default: "whether the page before gave anything",
  },
  mergeWithParent: {
    shape: template(t.boolean),
    doc: "Whether headers and query of the first request are sent with those that are given here, which win.",
    default: "`true`",
  },
  url: { shape: url, doc: "Where the next page is." },
  method: { shape: method, doc: "The HTTP method." },
  qs: { shape: named, doc: "The query string, by name." },
  headers: sentHeaders,
  body: { shape: anything, doc: "What is sent." },
});

/** What is another for the next page. */
const sent = ["url", "method", "qs", "headers", "body"];

/** How further pages of an answer are asked for, of which few requests `make` something. */
export function pagination({ reply, page: scope = reply }: Stages, makes: boolean): Directive {
  const make = (...path: readonly string[]) => (makes ? { path: ["pagination", ...path] } : {});
  return {
    keys: {
      pagination: {
        shape: makes ? shape : refused("one page is asked for", shape),
        doc: `Asks for further pages; \`pagination.page\` is the number of the page.${makes ? " More than 50 are an error." : ""}`,
      },
    },
    units: [
      { from: ["pagination", "condition"], ...make("condition"), scope, want: t.boolean },
      { from: ["pagination", "mergeWithParent"], ...make("mergeWithParent"), scope, want: t.boolean },
      { from: ["pagination"], entries: sent, ...make("request"), scope, want: t.any },
    ],
  };
}
