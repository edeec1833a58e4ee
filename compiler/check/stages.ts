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
  const bySection = new Map(
    [[], ...sections.map(({ path }) => path)].map((path): [string, Placed[]] => [path.join("."), []]),
  );
  const paths = sections.map(({ path }) => path).filter((path) => path.length > 0);
  for (const unit of [...units, ...unrun]) {
    const section = paths.find((path) => path.every((step, index) => unit.path[index] === step)) ?? [];
    bySection.get(section.join("."))?.push({ unit, place: unit.path.slice(section.length).join(".") });
  }
  return [...bySection.values()].filter((placed) => placed.length > 0).map(stages);
}

interface Placed {
  readonly unit: Unit;
  /** The directive, without what leads to its request. */
  readonly place: string;
}

function stages(placed: readonly Placed[]): Stages {
  const at = (...places: readonly string[]) =>
    placed.filter(({ place }) => places.includes(place)).map(({ unit }) => unit);
  const temp = at("temp", "response.temp", "responseTemp");
  const [iterate] = at("iterate", "response.iterate.container");
  const others = placed.map(({ unit }) => unit).filter((unit) => unit !== iterate && !temp.includes(unit));
  return { temp, iterate, others, saves: at("data", "response.data") };
}
