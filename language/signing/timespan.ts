/** Seconds of the units in which spans of time are written. */
const second = 1;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units: ReadonlyMap<string, number> = new Map([
  ...named(second / 1000, "ms msec msecs millisecond milliseconds"),
  ...named(second, "s sec secs second seconds"),
  ...named(minute, "m min mins minute minutes"),
  ...named(hour, "h hr hrs hour hours"),
  ...named(day, "d day days"),
  ...named(7 * day, "w week weeks"),
  ...named(365.25 * day, "y yr yrs year years"),
]);

function named(seconds: number, names: string): readonly (readonly [string, number])[] {
  return names.split(" ").map((name) => [name, seconds]);
}

/** The seconds of a span like `1h`, `2 days` or `-30s`; milliseconds without a unit; undefined if it is none. */
export function secondsOf(span: string): number | undefined {
  const [, amount, unit = ""] = /^(-?(?:\d+\.)?\d+|-?\.\d+)\s*([a-z]*)$/i.exec(span.trim()) ?? [];
  const seconds = units.get(unit.toLowerCase() || "ms");
  return amount === undefined || seconds === undefined ? undefined : Number(amount) * seconds;
}
