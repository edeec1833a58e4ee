import { diagnostic } from "../../../grammar/diagnostic.ts";
import { searching } from "../examples.ts";
import { constantText, under } from "../requests.ts";
import { rule } from "../rule.ts";
import { keysOf } from "../sanitized.ts";

const found = diagnostic<{ path: string }>({
  code: "sanitize-nothing",
  severity: "warning",
  message: ({ path }) =>
    `\`${path}\` hides nothing: each path of \`log.sanitize\` begins with \`request\` or \`response\`, such as \`request.headers.authorization\`.`,
  doc: "What is logged of a request are two objects, `request` and `response`, and a path leads to a value in one of them. One that begins otherwise leads nowhere, and the value that it was to hide is logged.",
  example: {
    bad: searching(`{"url": "https://a.example/users", "log": {"sanitize": ["headers.authorization"]}}`),
    good: searching(`{"url": "https://a.example/users", "log": {"sanitize": ["request.headers.authorization"]}}`),
  },
});

/** A path to what is to be hidden that leads nowhere. */
export const sanitizeNothing = rule({
  diagnostic: found,
  section(section) {
    const sanitize = under(section, "log", "sanitize");
    if (sanitize?.kind !== "array") return [];
    return sanitize.items.flatMap((item) => {
      const path = constantText(item);
      const [root = ""] = keysOf(path ?? "");
      return path === undefined || roots.includes(root) ? [] : [found(item, { path })];
    });
  },
});

const roots = ["request", "response"];
