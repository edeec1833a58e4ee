/** Decides which requests are evaluated now, which wait until the store has room for them, and which are turned away. */
export interface Admission {
  /**
   * A place for a request whose body has so many bytes, as soon as there is one; undefined: there is none in time, which is
   * said at once if others wait too long already, and else when `late` resolves.
   */
  enter(bytes: number, late: Promise<unknown>): Promise<Place | undefined>;
  /** Whether others wait too long already, so that who comes now is turned away. */
  isBehind(): boolean;
}

/** What a request takes of the room until the store has it. */
export interface Place {
  /** The request has come to so many bytes more, which go to the store as well. */
  grow(bytes: number): void;
  /** To be called once, when the store has answered, however late. */
  leave(): void;
}

/** How much may be on its way into the store, and how long requests may wait for that. */
export interface Room {
  readonly requests: number;
  readonly bytes: number;
  /** Milliseconds that the oldest of those who wait may have waited; while it has waited longer, no others may wait. */
  readonly behind: number;
}

/**
 * Two batches of the store, so that one gathers while the other is written; a byte on its way stands about five times in
 * memory: as bytes, as text, as values, and as the message to the store, there and here. Half a second is a fifth of the
 * time in which an answer must be given.
 */
export const DEFAULT_ROOM: Room = { requests: 256, bytes: 8_000_000, behind: 500 };

/**
 * An admission in the order in which requests come. One that is larger than all the room enters when it is alone. `now` is in
 * milliseconds.
 */
export function createAdmission(room: Room, now: () => number): Admission {
  const taken = { requests: 0, bytes: 0 };
  const queue = new Set<Waiting>();

  const fits = (bytes: number): boolean =>
    taken.requests === 0 || (taken.requests < room.requests && taken.bytes + bytes <= room.bytes);
  const place = (bytes: number): Place => {
    let held = bytes;
    taken.requests += 1;
    taken.bytes += held;
    return {
      grow(more) {
        held += more;
        taken.bytes += more;
      },
      leave() {
        taken.requests -= 1;
        taken.bytes -= held;
        admit();
      },
    };
  };
  const admit = (): void => {
    for (const waiting of queue) {
      if (!fits(waiting.bytes)) return;
      waiting.end(place(waiting.bytes));
    }
  };
  const isBehind = (): boolean => {
    const [oldest] = queue;
    return oldest !== undefined && now() - oldest.since > room.behind;
  };
  return {
    isBehind,
    async enter(bytes, late) {
      if (queue.size === 0 && fits(bytes)) return place(bytes);
      if (isBehind()) return undefined;
      return new Promise((resolve) => {
        const waiting: Waiting = {
          bytes,
          since: now(),
          end(result) {
            queue.delete(waiting);
            resolve(result);
          },
        };
        queue.add(waiting);
        late.then(() => {
          if (!queue.has(waiting)) return;
          waiting.end(undefined);
          // Behind a large one there may be a small one.
          admit();
        });
      });
    },
  };
}

interface Waiting {
  readonly bytes: number;
  readonly since: number;
  readonly end: (result: Place | undefined) => void;
}
