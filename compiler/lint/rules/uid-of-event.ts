import { diagnostic } from "../../../grammar/diagnostic.ts";
import { wordsOf } from "../names.ts";
import { type Path, showPath } from "../paths.ts";
import { rule } from "../rule.ts";
import { uidForm } from "../uid-form.ts";

const found = diagnostic<{ path: string }>({
  code: "uid-of-event",
  severity: "warning",
  message: ({ path }) =>
    `\`${path}\` seems to name the event, not the user whose event it is: with a \`uid\` that is new each time, no item finds its owner.`,
  doc: "`uid` says whose an item is, and stays the same for all items of a user. An id of the event itself is of use as `webhook.dedupe` in `imlc.json`, so that an event that is sent twice is delivered once.",
  example: { bad: `{"uid": "{{body.event_id}}"}`, good: `{"uid": "{{body.team_id}}"}` },
});

/** A uid that is the id of the event. */
export const uidOfEvent = rule({
  diagnostic: found,
  itemOwner({ uid }) {
    const [path, ...others] = uidForm(uid.field)?.paths ?? [];
    if (!path || others.length > 0 || !namesAnEvent(path)) return [];
    return [found({ uri: uid.field.uri, span: path.span }, { path: showPath(path) })];
  },
});

function namesAnEvent({ steps }: Path): boolean {
  const words = wordsOf(steps.at(-1) ?? "");
  const [before, last] = words.slice(-2);
  return moments.includes(words.at(-1) ?? "") || (last === "id" && events.includes(before ?? ""));
}

const events = ["event", "delivery", "message", "request", "notification", "webhook"];

const moments = ["timestamp", "eventid", "deliveryid", "messageid", "requestid"];
