import { diagnostic } from "../../../grammar/diagnostic.ts";
import { entryUnder } from "../../fields.ts";
import type { Field } from "../../program.ts";
import { constantTruth } from "../conditions.ts";
import { searching } from "../examples.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ directive: string; why: string; remedy: string }>({
  code: "endless-requests",
  severity: "warning",
  message: ({ directive, why, remedy }) =>
    `\`${directive}\` ${why}, so the service is asked again and again until Make stops it. ${remedy}`,
  doc: "`pagination.condition` says whether there is one more page, and `response.limit` how many items are enough; `repeat.condition` says whether to ask once more, and `repeat.limit` how often at most. Without an end, each run uses up the limits of Make and of the service.",
  example: {
    bad: searching(
      `{"url": "https://a.example/users", "response": {"iterate": "{{body.users}}"}, "pagination": {"qs": {"page": "{{pagination.page}}"}}}`,
    ),
    good: searching(
      `{"url": "https://a.example/users", "response": {"iterate": "{{body.users}}"}, "pagination": {"qs": {"page": "{{pagination.page}}"}, "condition": "{{body.hasMore}}"}}`,
    ),
  },
});

/** Requests that follow one another without an end. */
export const endlessRequests = rule({
  diagnostic: found,
  section(section) {
    const pagination = entryUnder(section, "pagination");
    const repeat = entryUnder(section, "repeat");
    const isLimited = under(section, "response", "limit") !== undefined;
    return [
      ...(pagination && !isLimited && isAlways(pagination.value)
        ? [found({ uri: pagination.value.uri, span: pagination.keySpan }, pages)]
        : []),
      ...(repeat && repeat.value.kind === "object" && !under(repeat.value, "limit")
        ? [found({ uri: repeat.value.uri, span: repeat.keySpan }, times)]
        : []),
    ];
  },
});

const pages = {
  directive: "pagination",
  why: "has neither a condition that can become false nor a `response.limit` beside it",
  remedy: "Add a `condition` that asks whether there is a next page.",
};

const times = { directive: "repeat", why: "has no `limit`", remedy: "Add one." };

function isAlways(directive: Field): boolean {
  const condition = under(directive, "condition");
  return directive.kind === "object" && (!condition || constantTruth(condition) === true);
}
