import { diagnostic } from "../../../grammar/diagnostic.ts";
import { entryUnder } from "../../fields.ts";
import { oauthConnection } from "../examples.ts";
import { stepsOf } from "../oauth-steps.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const app = (condition: string) =>
  oauthConnection({ refresh: `{${condition}"url": "https://a.example/token", "method": "POST"}` });

const found = diagnostic({
  code: "refresh-without-condition",
  severity: "warning",
  message: () =>
    "Nothing says when the token is to be renewed: `refresh` has no `condition`, and no step saves `expires`.",
  doc: "`refresh` runs when its `condition` is true, commonly some minutes before the end of the token, or when the time has come that a step saved as `response.expires`.",
  example: { bad: app(""), good: app(`"condition": "{{data.expires < addMinutes(now, 5)}}", `) },
});

/** A step that renews the token, and nothing that says when. */
export const refreshWithoutCondition = rule({
  diagnostic: found,
  manifest: ({ program }) => {
    const refresh = stepsOf(program, "refresh");
    const all = [...stepsOf(program, "token"), ...refresh, ...stepsOf(program, "info")];
    const isTimed =
      all.some((step) => under(step, "response", "expires")) || refresh.some((step) => entryUnder(step, "condition"));
    const [first] = refresh;
    if (!first || isTimed) return [];
    const { start } = first.span;
    return [found({ uri: first.uri, span: { start, end: start + 1 } }, {})];
  },
});
