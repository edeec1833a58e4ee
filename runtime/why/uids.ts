import { nearest } from "../../language/nearest.ts";
import type { Connection, Engine } from "../engine/engine.ts";

/** The connections of an app, the newest 10,000 at most. */
export async function connectionsOf(engine: Engine, app: string): Promise<readonly Connection[]> {
  const all: Connection[] = [];
  let before: number | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await engine.connections({ app, limit: PAGE, before });
    all.push(...rows);
    before = rows.at(-1)?.seq;
    if (rows.length < PAGE || before === undefined) break;
  }
  return all;
}

const PAGE = 500;
const MOST_PAGES = 20;

/** Who has a uid now. */
export interface UidHolders {
  /** Connections with exactly that uid. */
  readonly exact: readonly Connection[];
  /** One whose uid is most like it, if nobody has it. */
  readonly near?: Connection;
}

/** Who of some connections has a uid, or one like it. */
export function holdersOf(connections: readonly Connection[], uid: string): UidHolders {
  const exact = connections.filter((one) => one.uid === uid);
  if (exact.length > 0) return { exact };
  const others = new Map(connections.flatMap((one) => (one.uid === undefined ? [] : [[one.uid, one] as const])));
  const like = [...others.keys()].find((one) => bare(one) === bare(uid)) ?? nearest(uid, others.keys());
  return { exact, near: like === undefined ? undefined : others.get(like) };
}

/** What stays of a uid when all that people take for the same is the same: case, blanks, zeros before a number. */
function bare(uid: string): string {
  return uid
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d)/, "");
}
