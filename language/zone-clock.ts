import moment, { type Moment } from "moment-timezone";
import { ImlError, type Site } from "./error.ts";
import { isZone } from "./zone.ts";

/** The name of a time zone (IANA, in any case); throws if there is none of this name. */
export function knownZone(site: Site, zone: string): string {
  if (isZone(zone)) return zone;
  const shown = zone.slice(0, 40);
  throw new ImlError("argument-value", site, `'${shown}' is no time zone; \`UTC\` and \`Europe/Prague\` are.`);
}

/** A date as the clocks of a zone show it; the date itself stays as it is. */
export function inZone(site: Site, zone: string, date: Date): Moment {
  return moment.tz(date, knownZone(site, zone));
}

/** The date to which clocks were moved; throws if it is beyond what a date can be, 270,000 years away. */
export function moved(site: Site, local: Moment): Date {
  if (local.isValid()) return local.toDate();
  throw new ImlError("argument-value", site, "the result is beyond the dates that there are.");
}
