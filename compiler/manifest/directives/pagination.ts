import { t } from "../../../language/types.ts";
import type { Directive, Stages } from "../directive.ts";
import { anything, record, refused, template } from "../shape.ts";
import { method, named, url } from "./request.ts";

/** How further pages of an answer are asked for. */
export function pagination({ reply }: Stages): Directive {
  return {
    keys: {
      pagination: {
        shape: refused(
          "one page is asked for",
          record({
            condition: { shape: template(t.boolean), doc: "Whether there is another page." },
            mergeWithParent: {
              shape: template(t.boolean),
              doc: "Whether what is not given here is as in the first request.",
              default: "`true`",
            },
            url: { shape: url, doc: "Where the next page is." },
            method: { shape: method, doc: "The HTTP method." },
            qs: { shape: named, doc: "The query string, by name." },
            headers: { shape: named, doc: "Headers of the request, by name." },
            body: { shape: anything, doc: "What is sent." },
          }),
        ),
        doc: "Asks for further pages; `pagination.page` is the number of the page.",
      },
    },
    units: [
      { from: ["pagination", "condition"], scope: reply, want: t.boolean },
      {
        from: ["pagination"],
        entries: ["mergeWithParent", "url", "method", "qs", "headers", "body"],
        scope: reply,
        want: t.any,
      },
    ],
  };
}
