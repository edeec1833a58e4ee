/** What may happen to a request, an item or a delivery. */
export const eventStates = [
  "received",
  "unreadable",
  "refused",
  "owned",
  "unowned",
  "platform",
  "duplicate",
  "failed",
  "delivered",
  "skipped",
  "retry",
  "dead",
] as const;

export type EventState = (typeof eventStates)[number];

/** Something that happened, by its ids: nothing of what was sent is in it but the uid. */
export interface RuntimeEvent {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly state: EventState;
  readonly app: string;
  readonly webhook: string;
  readonly request?: string;
  readonly item?: string;
  readonly delivery?: string;
  readonly subscription?: string;
  readonly uid?: string;
  /** Of the answer to the request, or of that of the target. */
  readonly status?: number;
  /** Why it failed or was refused. */
  readonly code?: string;
}

/** What a listener hears: an event, or how many it has missed because it did not keep up. */
export type Heard = RuntimeEvent | { readonly state: "dropped"; readonly count: number };

/** Where events pass by: nobody keeps them. */
export interface Events {
  /** Whether anybody listens; if not, nothing need be found out for an event. */
  isHeard(): boolean;
  emit(event: RuntimeEvent): void;
  /** What happens from now on that is wanted, until it is ended; undefined if too many listen already. */
  listen(isWanted: (event: RuntimeEvent) => boolean): Listener | undefined;
  /** Ends all that listen. */
  close(): void;
}

/** `return` ends it at once, also while the next event is waited for. */
export interface Listener {
  next(): Promise<IteratorResult<Heard, undefined>>;
  return(): Promise<IteratorResult<Heard, undefined>>;
}

export function createEvents(): Events {
  const ears = new Set<Ear>();
  let isClosed = false;
  return {
    isHeard: () => ears.size > 0,
    emit(event) {
      for (const ear of ears) ear.hear(event);
    },
    listen(isWanted) {
      if (ears.size >= MOST_LISTENERS || isClosed) return undefined;
      const ear = createEar(isWanted, () => ears.delete(ear));
      ears.add(ear);
      return ear.listener;
    },
    close() {
      isClosed = true;
      for (const ear of ears) void ear.listener.return();
    },
  };
}

const MOST_LISTENERS = 32;

/** Events that wait for one listener. */
const MOST_WAITING = 1_000;

interface Ear {
  readonly hear: (event: RuntimeEvent) => void;
  readonly listener: Listener;
}

function createEar(isWanted: (event: RuntimeEvent) => boolean, ended: () => void): Ear {
  const waiting: RuntimeEvent[] = [];
  let dropped = 0;
  let isOver = false;
  let wake: () => void = () => undefined;
  const take = (): Heard | undefined => {
    if (waiting.length > 0 || dropped === 0) return waiting.shift();
    const count = dropped;
    dropped = 0;
    return { state: "dropped", count };
  };
  return {
    hear(event) {
      if (!isWanted(event)) return;
      // Once one is dropped, others are too until that is told, so that what is heard has its gap where it is told.
      if (waiting.length >= MOST_WAITING || dropped > 0) dropped += 1;
      else waiting.push(event);
      wake();
    },
    listener: {
      async next() {
        for (;;) {
          if (isOver) return { done: true, value: undefined };
          const value = take();
          if (value !== undefined) return { done: false, value };
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      },
      async return() {
        isOver = true;
        ended();
        wake();
        return { done: true, value: undefined };
      },
    },
  };
}
