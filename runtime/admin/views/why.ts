import type { ItemOutcome, ItemStory, Read, RequestOutcome, Stage, Step } from "../../why/trace.ts";
import type { Why } from "../../why/why.ts";
import { choice, instant, integer, list, named, object, optional, text } from "../answer-shape.ts";

const READ = object<Read>({
  path: text("As an expression names it: `body.user.id`."),
  value: optional(text("As JSON, cut where it is long; missing: it is not there.")),
});

const STAGE = choice<Stage>({
  body: "it is read",
  verification: "is it a handshake, and is it signed",
  condition: "is it of interest",
  iterate: "its items",
  dedupe: "has the item come before",
  platform: "is the item the app's own",
  uid: "whose the item is",
  match: "who has the uid",
  output: "the bundle of the item",
  delivery: "what became of it",
  respond: "the reply",
});

const STEPS = list(
  named(
    "Step",
    object<Step>(
      {
        stage: STAGE,
        unit: optional(text("The dotted path of the directive that decided: `iterate.condition`.")),
        place: optional(text("Where that stands: `webhook.iml.json:16:10`.")),
        gave: optional(text("What the directive gave, as JSON without secrets, cut where it is long.")),
        reads: optional(list(READ, "What the directive read.")),
        said: text("What was decided, for people."),
        advice: optional(text("What to do about it, where there is something to do.")),
      },
      "One step of the way of a request or an item.",
    ),
  ),
  "In their order; the last one is the one that decided.",
);

const ITEM_STORY = named(
  "ItemStory",
  object<ItemStory>(
    {
      id: text(),
      number: integer("Counted from 1."),
      uid: optional(text("If it has one.")),
      outcome: choice<ItemOutcome>({
        "left-out": "",
        failed: "",
        platform: "",
        duplicate: "",
        unowned: "",
        pending: "",
        delivered: "",
        skipped: "",
        dead: "",
        gone: "the store does not have it, and cannot say why",
        evaluated: "no store was asked",
      }),
      steps: STEPS,
    },
    "The way of one item.",
  ),
);

/** The shape of a story. */
export const WHY = named(
  "Why",
  object<Why>(
    {
      request: object<Why["request"]>({
        id: text(),
        app: text(),
        webhook: text(),
        receivedAt: instant(),
        method: text(),
      }),
      outcome: choice<RequestOutcome>({
        unreadable: "",
        handshake: "",
        "not-taken": "",
        empty: "",
        failed: "",
        items: "it has items, whose stories go on",
      }),
      status: integer("The status of its answer."),
      steps: STEPS,
      items: list(ITEM_STORY),
      more: optional(integer("How many more items there are, whose stories are left out.")),
    },
    "The story of a request. Its values are without secrets.",
  ),
);
