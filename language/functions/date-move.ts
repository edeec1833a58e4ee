import type { Moment } from "moment-timezone";
import type { Site } from "../error.ts";
import { t } from "../types.ts";
import type { Value } from "../values.ts";
import type { Words } from "../words.ts";
import { inZone, moved } from "../zone-clock.ts";
import { define, type Example } from "./define.ts";

/** What is told of a function that moves a date on the clocks of the zone in force. */
export interface Moving {
  readonly name: string;
  readonly doc: string;
  readonly examples: readonly Example[];
}

const common = { source: "Make help: date and time functions", returns: t.date, needs: ["site", "zone"] } as const;

/** A function of a date and a number; `move` is given the clock that shows the date, and the number. */
export function moving(row: Moving, move: (local: Moment, number: number) => Moment) {
  const params = [
    ["date", t.date],
    ["number", t.number],
  ] as const;
  return define({ ...row, ...common, params }, (site, zone, date, number) =>
    moved(site, move(inZone(site, zone, date), number)),
  );
}

/** As `moving`, but what the date is moved to may be one of some words as well as a number. */
export function movingNamed(words: Words, row: Moving, move: (local: Moment, value: Value, site: Site) => Moment) {
  const params = [
    ["date", t.date],
    ["value", t.oneOf(t.number, t.text)],
  ] as const;
  return define({ ...row, ...common, params, takes: { value: words } }, (site, zone, date, value) =>
    moved(site, move(inZone(site, zone, date), value, site)),
  );
}
