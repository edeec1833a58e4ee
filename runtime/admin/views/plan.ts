import type { DifferenceKind, Sides } from "../../plan/difference.ts";
import type { ToldDifference, ToldGroup, ToldPlan } from "../../plan/told.ts";
import { choice, integer, list, named, object, optional, text } from "../answer-shape.ts";
import type { Finding } from "../manifests.ts";

/** A comparison, and what the compiler says of the text that was compared. */
export interface PlanView extends ToldPlan {
  readonly findings: readonly Finding[];
}

const KIND = choice<DifferenceKind>({
  webhook: "whether it is there at all",
  signature: "what a look at it shows",
  failure: "what cannot be evaluated",
  handshake: "whether the request is one",
  condition: "whether the request is of interest",
  status: "of the reply",
  header: "one of the reply",
  body: "that of the reply",
  items: "which ones the request has",
  order: "that of the items",
  platform: "whether an item is the app's own",
  uid: "of an item",
  dedupe: "the dedupe key of an item",
  duplicate: "whether an item is left out, for one with its dedupe key came before",
  delivery: "whether a subscription gets an item",
  bundle: "what a subscription gets of an item",
});

const DIFFERENCE = named(
  "PlanDifference",
  object<ToldDifference>(
    {
      request: text("Its id."),
      item: optional(integer("Which of its items; counted from 1.")),
      subscription: optional(text("The id of the one that it concerns, where it depends on that.")),
      owners: optional(
        object<Sides<readonly string[]>>(
          { old: list(text()), new: list(text()) },
          "The ids of the subscriptions that the uids belong to.",
        ),
      ),
      old: optional(text("As JSON, cut where it is long; missing: there is none.")),
      new: optional(text("As JSON, cut where it is long; missing: there is none.")),
    },
    "What one request comes to by the text that it does not come to now.",
  ),
);

const GROUP = named(
  "PlanGroup",
  object<ToldGroup>(
    {
      kind: KIND,
      path: list(
        text(),
        "What differs within that: the name of a header, or the keys that lead to a field; `[]` is any element of an array.",
      ),
      app: text(),
      webhook: text(),
      unit: optional(text("The dotted path of the directive that it comes of; missing: a setting.")),
      places: object<Sides<string | undefined>>(
        { old: optional(text()), new: optional(text()) },
        "Where that stands, if it is there.",
      ),
      requests: integer("How many requests it concerns."),
      differences: list(DIFFERENCE, "The first 20 of them."),
    },
    "Differences of one kind, at one place.",
  ),
);

/** The shape of a finding of the compiler. */
export const FINDING = named(
  "Finding",
  object<Finding>(
    { code: text(), severity: text(), message: text(), place: text("`webhook.iml.json:16:10`.") },
    "What the compiler says of a text.",
  ),
);

/** The shape of a comparison. */
export const PLAN = named(
  "Plan",
  object<PlanView>({
    compared: integer("How many requests were compared."),
    skipped: integer("How many were not, for their webhook is not there."),
    groups: list(GROUP),
    findings: list(FINDING, "Warnings about the text."),
  }),
);
