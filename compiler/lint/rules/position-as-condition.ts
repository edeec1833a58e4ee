import { diagnostic } from "../../../grammar/diagnostic.ts";
import { editText } from "../../../grammar/json/decode.ts";
import { rule } from "../rule.ts";
import { isAsked } from "../truth.ts";

const found = diagnostic({
  code: "position-as-condition",
  severity: "warning",
  message: () =>
    "`indexOf` gives -1 where nothing is found, which counts as true, and 0 at the very beginning, which counts as false. `contains` answers whether it is there.",
  doc: "A number counts as true unless it is 0. The position of something is 0 if it stands first and -1 if it does not occur, so as a condition it says about the opposite. Use `contains(text, value)`, or compare: `indexOf(text, value) >= 0`.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{indexOf(body.type, 'message')}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{contains(body.type, 'message')}}"}`,
  },
});

/** A position that is asked whether it is true. */
export const positionAsCondition = rule({
  diagnostic: found,
  call(call, place) {
    if (call.name !== "indexOf" || !isAsked(call, place)) return [];
    const fix = { title: "Change to `contains`", edits: [editText(call.nameSpan, "contains")], unsafe: true } as const;
    return [found({ uri: place.field.uri, span: call.span }, {}, call.args.length === 2 ? { fix } : {})];
  },
});
