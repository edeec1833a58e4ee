import type { Program, Unit } from "../program.ts";

/** The units of one request, or of the whole manifest, in the order in which their types are needed. */
export interface Stages {
  /** What `temp` is written by. */
  readonly temp: readonly Unit[];
  /** What the items come from. */
  readonly iterate: Unit | undefined;
  readonly others: readonly Unit[];
  /** What is saved of the answer. */
  readonly saves: readonly Unit[];
}

/** The requests of a manifest in the order in which they are sent, each with its units; a webhook has one such part. */
export function stagesOf({ units, unrun, sections }: Program): readonly Stages[] {
  const all = [...units, ...unrun];
  const paths = sections.map(({ path }) => path).filter((path) => path.length > 0);
  if (paths.length === 0) return all.length > 0 ? [stages(all, 0)] : [];
  const bySection = Map.groupBy(all, (unit) => paths.find((path) => isBelow(unit, path)) ?? none);
  return [none, ...paths].flatMap((path) => {
    const placed = bySection.get(path);
    return placed ? [stages(placed, path.length)] : [];
  });
}

const none: readonly string[] = [];

function isBelow(unit: Unit, path: readonly string[]): boolean {
  return path.every((step, index) => unit.path[index] === step);
}

/** `depth`: how many keys lead to the request. */
function stages(placed: readonly Unit[], depth: number): Stages {
  const temp: Unit[] = [];
  const others: Unit[] = [];
  const saves: Unit[] = [];
  let iterate: Unit | undefined;
  for (const unit of placed) {
    const place = unit.path.slice(depth).join(".");
    if (writing.includes(place)) temp.push(unit);
    else if (!iterate && iterating.includes(place)) iterate = unit;
    else others.push(unit);
    if (saving.includes(place)) saves.push(unit);
  }
  return { temp, iterate, others, saves };
}

/** The directives that write `temp`. */
const writing = ["temp", "response.temp", "responseTemp"];

const iterating = ["iterate", "response.iterate.container"];

const saving = ["data", "response.data"];
