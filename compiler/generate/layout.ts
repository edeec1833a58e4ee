import { unmarked } from "./marks.ts";

/** Code that is written on one line or, being a list of things between brackets, may be broken over several. */
export type Layout = string | Group;

export interface Group {
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: string;
  /** Between brackets and items where all is on one line. */
  readonly padding: "" | " ";
}

export interface Item {
  /** What stands before the value, as `key: `. */
  readonly label: string;
  readonly value: Layout;
}

/** The longest line that is written where there is a choice. */
const width = 100;

/**
 * Code as text. A group is broken over lines if it holds another one, or if it would go beyond the width; `used` is how
 * much of the line on which it begins is taken, `depth` how many levels that is indented.
 */
export function render(layout: Layout, used: number, depth = 0): string {
  if (typeof layout === "string") return layout;
  const line = oneLine(layout);
  if (line !== undefined && 2 * depth + used + unmarked(line).length <= width) return line;
  const lines = layout.items.map(
    ({ label, value }) => `${label}${render(value, unmarked(label).length + 1, depth + 1)},`,
  );
  return [layout.open, ...lines.map(indented), layout.close].join("\n");
}

/** Text moved to the right by one level; what is quoted in code has no line ends. */
export function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}

function oneLine({ open, items, close, padding }: Group): string | undefined {
  if (items.length === 0) return open + close;
  const values = items.map(({ label, value }) => {
    const text = typeof value === "string" ? value : value.items.length === 0 ? value.open + value.close : undefined;
    return text === undefined ? undefined : label + text;
  });
  return values.includes(undefined) ? undefined : `${open}${padding}${values.join(", ")}${padding}${close}`;
}
