import type { ToldEvent } from "../../runtime/event-stream.ts";

/** What a user who follows events has before them. */
export interface Screen {
  /** The last events, oldest first. */
  readonly events: readonly ToldEvent[];
  /** How many from the end the chosen one is. */
  readonly back: number;
  /** Only lines with this text are shown. */
  readonly filter: string;
  /** What is being typed for the next filter. */
  readonly typing?: string;
}

export type Action =
  | { readonly kind: "replay"; readonly request: string }
  | { readonly kind: "why"; readonly id: string }
  | { readonly kind: "say"; readonly text: string }
  /** The chosen event is another one. */
  | { readonly kind: "choose"; readonly event: ToldEvent }
  | { readonly kind: "quit" };

export const emptyScreen: Screen = { events: [], back: 0, filter: "" };

/** The screen with one more event on it, which is chosen unless the user has gone back to another. */
export function withEvent(screen: Screen, event: ToldEvent): Screen {
  const back = screen.back === 0 ? 0 : Math.min(screen.back + 1, MOST_KEPT - 1);
  return { ...screen, events: [...screen.events, event].slice(-MOST_KEPT), back };
}

const MOST_KEPT = 200;

/** What a key does. */
export function press(screen: Screen, key: string): readonly [Screen, Action?] {
  if (key === CTRL_C) return [screen, { kind: "quit" }];
  if (screen.typing !== undefined) return typed(screen, screen.typing, key);
  switch (key) {
    case "q":
      return [screen, { kind: "quit" }];
    case "f":
      return [
        { ...screen, typing: "" },
        { kind: "say", text: "Only lines with this text (Enter ends it, nothing shows all):" },
      ];
    case UP:
      return chosenAt(screen, screen.back + 1);
    case DOWN:
      return chosenAt(screen, screen.back - 1);
    case "r":
    case "w":
      return [screen, asked(screen.events.at(-1 - screen.back), key)];
    default:
      return [screen];
  }
}

const CTRL_C = "\u0003";
const ESCAPE = "\u001b";
const UP = "\u001b[A";
const DOWN = "\u001b[B";

function typed(screen: Screen, text: string, key: string): readonly [Screen, Action?] {
  switch (key) {
    case "\r":
    case "\n":
      return [
        { ...screen, filter: text, typing: undefined },
        {
          kind: "say",
          text: text === "" ? "All lines are shown." : `Only lines with ${JSON.stringify(text)} are shown.`,
        },
      ];
    case ESCAPE:
      return [{ ...screen, typing: undefined }];
    case "\u007f":
    case "\b":
      return [{ ...screen, typing: text.slice(0, -1) }];
    default:
      return [{ ...screen, typing: text + key.replace(/\p{Cc}/gu, "") }];
  }
}

function chosenAt(screen: Screen, back: number): readonly [Screen, Action?] {
  const event = back < 0 ? undefined : screen.events.at(-1 - back);
  return event === undefined
    ? [screen]
    : [
        { ...screen, back },
        { kind: "choose", event },
      ];
}

function asked(event: ToldEvent | undefined, key: "r" | "w"): Action {
  const id = event?.delivery ?? event?.item ?? event?.request;
  if (event?.request === undefined || id === undefined || event.state === "unreadable")
    return { kind: "say", text: "There is no kept request to ask about." };
  return key === "r" ? { kind: "replay", request: event.request } : { kind: "why", id };
}
