import { diagnostic } from "../../../grammar/diagnostic.ts";
import { expressionsIn } from "../../fields.ts";
import type { Kind } from "../../manifest/kinds.ts";
import { searching } from "../examples.ts";
import { pathsIn } from "../paths.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic({
  code: "item-without-iterate",
  severity: "warning",
  message: () =>
    "There is an `item` where `response.iterate` names an array, and this request has none. Add `iterate`, or read the answer as `body`.",
  doc: "`response.iterate` says which array of the answer is gone through; each of its elements is the `item` of `output` in turn. Without it, there is one bundle, made of `body`.",
  example: {
    bad: searching(`{"url": "https://a.example/users", "response": {"output": {"id": "{{item.id}}"}}}`),
    good: searching(
      `{"url": "https://a.example/users", "response": {"iterate": "{{body.users}}", "output": {"id": "{{item.id}}"}}}`,
    ),
  },
});

/** An item of nothing. */
export const itemWithoutIterate = rule({
  diagnostic: found,
  request(request, { program: { kind } }) {
    if (!iterating.includes(kind) || under(request, "response", "iterate")) return [];
    const output = under(request, "response", "output");
    const reads = (output ? expressionsIn(output) : []).flatMap(({ expr, uri }) =>
      pathsIn(expr).map((path) => ({ ...path, uri })),
    );
    const first = reads.find(({ root }) => root === "item");
    return first ? [found(first, {})] : [];
  },
});

/** What makes bundles of answers by itself; an epoch goes through what its trigger does. */
const iterating: readonly Kind[] = ["module", "trigger", "rpc"];
