import moment from "moment-timezone";
import { type ClockFunction, clockDifference } from "./clock.ts";
import { formatDifference, parseDifference } from "./compare.ts";
import { anyFormat, anyMoment, edges, type Moment, usualFormat } from "./moments.ts";
import { between, oneOf, seeded } from "./random.ts";

/** What is wrong with so many cases, which a seed determines; at most a few of them are told. */
export type Differences = (count: number, seed: number) => readonly string[];

const told = 10;
const allEdges = edges();

/** So far from each other are edges that follow each other: no zone comes twice in a row, and all have their turn. */
const stride = 7919;

/** Half of the moments are the edges of all zones in turn, the other half any. */
function differences(count: number, random: () => number, of: (moment: Moment) => string | undefined) {
  const found: string[] = [];
  for (let i = 0; i < count && found.length < told; i += 1) {
    const edge = i % 2 === 0 ? allEdges[((i / 2) * stride) % allEdges.length] : undefined;
    const difference = of(edge ?? anyMoment(random));
    if (difference !== undefined) found.push(difference);
  }
  return found;
}

/** Moment keeps every format for ever, so that there are only so many. */
const distinctFormats = 20_000;

export const formatDifferences: Differences = (count, seed) => {
  const random = seeded(seed);
  const formats = Array.from({ length: distinctFormats }, () => anyFormat(random));
  return differences(count, random, (moment) => formatDifference(moment, oneOf(formats, random)));
};

/** Most texts are what a format writes; some are read by another format, and some have lost their end. */
export const parseDifferences: Differences = (count, seed) => {
  const random = seeded(seed);
  return differences(count, random, ({ instant, zone }) => {
    const format = usualFormat(random);
    const text = moment.tz(instant, zone).format(format);
    const chance = random();
    if (chance < 0.1) return parseDifference(text, usualFormat(random), zone);
    return parseDifference(chance < 0.2 ? text.slice(0, between(0, text.length, random)) : text, format, zone);
  });
};

/** Numbers that lead far enough to meet the next change of the clocks, whatever they count. */
export function clockDifferences(name: ClockFunction): Differences {
  return (count, seed) => {
    const random = seeded(seed);
    return differences(count, random, (moment) => clockDifference(name, moment, between(-70, 70, random)));
  };
}
