/**
 * Whether a backtracking engine surely needs time in proportion to the text for a regular expression of JavaScript. Few
 * shapes count as proven: all repetitions bounded and few ways to match; or one unbounded repetition of a single
 * character, without alternatives and without a look ahead or behind, that is tried from each place of the text only
 * once.
 */
export function isLinear(source: string, flags: string): boolean {
  const items = itemsOf(source);
  if (items === undefined || !isRegExp(source, flags)) return false;
  const loops = items.filter(({ most }) => most === Number.POSITIVE_INFINITY);
  if (items.reduce((cost, { ways }) => cost * ways, 1) * items.length > mostWork) return false;
  const [loop] = loops;
  if (loop === undefined) return true;
  return loops.length === 1 && !/\||\(\?<?[=!]/.test(source) && isTriedOnce(items, loop, flags);
}

/** Steps that may be made at each place of a text. */
const mostWork = 100;

interface Item {
  /** A character, a class, an escape or an assertion, as it is written. */
  readonly atom: string;
  readonly most: number;
  /** In how many ways it can match at a place; an unbounded repetition counts on its own. */
  readonly ways: number;
}

const atom = /\\[dDwWsStnrvfbB]|\\[^\w\s]|\[(?:\\[dDwWsStnrvf]|\\[^\w\s]|[^\]\\])+\]|[^\\[\](){}*+?|]/;
const quantifier = /(?<symbol>[*+?])\??|\{(?<least>\d{1,3})(?<range>,(?<limit>\d{0,3}))?\}\??/;
const token = new RegExp(
  `(?<atom>${atom.source})(?:${quantifier.source})?|(?<group>\\((?:\\?(?::|<?[=!]))?|\\)(?![*+?{])|\\|)`,
  "gsy",
);

/** The parts of a pattern in a row; groups add nothing, as none is repeated. Undefined if there is anything else. */
function itemsOf(source: string): readonly Item[] | undefined {
  const items: Item[] = [];
  let end = 0;
  for (const { 0: text, groups = {} } of source.matchAll(token)) {
    end += text.length;
    // Every alternative doubles the ways to go on, at the most.
    if (groups.group !== undefined) items.push({ atom: "", most: 1, ways: text === "|" ? 2 : 1 });
    else items.push(itemOf(groups));
  }
  return end === source.length ? items : undefined;
}

function itemOf({ atom = "", symbol, least, range, limit }: Readonly<Record<string, string | undefined>>): Item {
  if (symbol === "?") return { atom, most: 1, ways: 2 };
  if (symbol !== undefined || (range !== undefined && limit === "")) {
    return { atom, most: Number.POSITIVE_INFINITY, ways: Number(least ?? 0) + 1 };
  }
  const most = Number(limit ?? least ?? 1);
  return { atom, most, ways: most + 1 - (least === undefined ? most : 0) };
}

/**
 * A repetition at the end cannot fail. One in the middle is tried only once where the pattern holds at the beginning of
 * the text alone, or begins with a mark at which the repetition ends: no two tries go over the same characters.
 */
function isTriedOnce(items: readonly Item[], loop: Item, flags: string): boolean {
  const written = items.filter(({ atom }) => atom !== "");
  const [first] = written;
  if (written.at(-1) === loop) return true;
  if (first === undefined || first === loop || first.most !== 1 || first.ways !== 1) return false;
  if (first.atom === "^") return !flags.includes("m");
  return mark.test(first.atom) && !new RegExp(`^${loop.atom}$`, flags.replace("g", "")).test(first.atom.slice(-1));
}

/** A character that stands for itself alone, in whatever case letters are. */
const mark = /^(?:\\[^\w\s]|[ !"#%&',\-/:;<=>@_`~])$/;

function isRegExp(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags) !== undefined;
  } catch {
    return false;
  }
}
