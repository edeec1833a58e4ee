import type { Target } from "../engine/engine.ts";

/**
 * Whose turn it is: targets take turns, and so do the lanes of one target, so that a target that is slow or has many
 * lanes keeps no other waiting for longer than one turn of each. A lane whose target is not known yet may begin, to find
 * out.
 */
export interface Turns {
  /** Puts a lane at the end of its target's line, unless it stands in one. */
  add(lane: string, target: string | undefined): void;
  /** Takes the next lane whose target has a place free, and gives it the place. */
  next(): string | undefined;
  /** Gives the lane a place at this target instead of the one it has; false if none is free, and it then has none. */
  sit(lane: string, target: string): boolean;
  /** How many lanes stand in a line. */
  size(): number;
  /** Frees the place that the lane has. */
  leave(lane: string): void;
}

/** What shares places: all that goes to one host and port; a function of the host program has as many as there are. */
export function placeOf(target: Target): string | undefined {
  return target.kind === "http" ? new URL(target.url).host : undefined;
}

/** `perTarget`: places of each target. */
export function createTurns(perTarget: number): Turns {
  const lines = new Map<string | undefined, Set<string>>();
  const standing = new Set<string>();
  const seats = new Map<string, string>();
  const taken = new Map<string, number>();

  const isFull = (target: string | undefined): boolean => target !== undefined && (taken.get(target) ?? 0) >= perTarget;
  const leave = (lane: string): void => {
    const target = seats.get(lane);
    if (target === undefined) return;
    seats.delete(lane);
    const left = (taken.get(target) ?? 0) - 1;
    if (left > 0) taken.set(target, left);
    else taken.delete(target);
  };
  const sit = (lane: string, target: string): boolean => {
    if (seats.get(lane) === target) return true;
    leave(lane);
    if (isFull(target)) return false;
    seats.set(lane, target);
    taken.set(target, (taken.get(target) ?? 0) + 1);
    return true;
  };
  return {
    size: () => standing.size,
    sit,
    leave,
    add: (lane, target) => {
      if (standing.has(lane)) return;
      standing.add(lane);
      const line = lines.get(target);
      if (line === undefined) lines.set(target, new Set([lane]));
      else line.add(lane);
    },
    next: () => {
      for (const [target, line] of lines) {
        if (isFull(target)) continue;
        // To the end of the targets, if others still stand in line for it.
        lines.delete(target);
        const [lane] = line;
        if (lane === undefined) continue;
        line.delete(lane);
        standing.delete(lane);
        if (line.size > 0) lines.set(target, line);
        if (target !== undefined) sit(lane, target);
        return lane;
      }
      return undefined;
    },
  };
}
