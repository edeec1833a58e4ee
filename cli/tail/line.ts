import { eventTones, type ToldEvent } from "../../runtime/event-stream.ts";
import type { Paint } from "../report/tone.ts";

/** An event in a line. */
export function lineOf(event: ToldEvent, paint: Paint): string {
  const { at, state, app, webhook, uid, status, code, count } = event;
  if (state === "dropped") return paint("yellow", `${count} events were not told, for they came too fast.`);
  const facts = [
    `${app}/${webhook}`,
    ...(uid === undefined ? [] : [`uid ${uid}`]),
    ...(status === undefined ? [] : [`answered ${status}`]),
    ...(code === undefined ? [] : [code]),
    ...(idOf(event) ?? []),
  ];
  const time = at === undefined ? "" : `${at.slice(11, 23)} `;
  const tone = eventTones[state];
  return `${time}${paint(tone === "plain" ? "cyan" : tone, state.padEnd(10))} ${facts.join(", ")}`;
}

/** The most telling id of an event. */
function idOf({ delivery, item, request }: ToldEvent): readonly string[] | undefined {
  const id = delivery ?? item ?? request;
  return id === undefined ? undefined : [id];
}
