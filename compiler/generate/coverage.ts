import type { Span } from "../../grammar/source.ts";
import type { Code } from "./code.ts";
import { binding } from "./code.ts";

/** A part of a manifest that runs or does not: a directive, an expression, or one of the ways that it may go on. */
export interface Point {
  readonly kind: "unit" | "expression" | "branch";
  readonly uri: string;
  readonly span: Span;
  /** Of a condition: what it gave. */
  readonly outcome?: boolean;
}

/** What ran of some compiled manifests. */
export interface Coverage {
  /** Code that counts that a part has begun to run. */
  readonly count: (point: Point) => string;
  /** What that code calls, with the number of the part. */
  readonly ran: (number: number) => void;
  /** All parts, each with how often it ran. */
  readonly points: () => readonly (Point & { readonly times: number })[];
}

/** Counts from nothing; manifests that are laid under several others are counted once. */
export function createCoverage(): Coverage {
  const numbers = new Map<string, number>();
  const points: Point[] = [];
  const times: number[] = [];
  return {
    count(point) {
      const { kind, uri, span, outcome } = point;
      const key = JSON.stringify([kind, uri, span.start, span.end, outcome]);
      const number = numbers.get(key) ?? points.length;
      if (number === points.length) {
        numbers.set(key, number);
        points.push(point);
        times.push(0);
      }
      return `ran(${number})`;
    },
    ran(number) {
      times[number] = (times[number] ?? 0) + 1;
    },
    points: () => points.map((point, index) => ({ ...point, times: times[index] ?? 0 })),
  };
}

/** Code that counts before it runs, if anything counts. */
export function counted(code: Code, point: Point, count: Coverage["count"] | undefined): Code {
  return count ? { ...code, text: `(${count(point)}, ${code.text})`, binds: binding.primary } : code;
}
