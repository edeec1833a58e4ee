import type { Failure } from "../../engine/engine.ts";
import { named, object, optional, text } from "../answer-shape.ts";

/** The shape of a failure. */
export const FAILURE = named(
  "Failure",
  object<Failure>(
    {
      code: text("Stays as it is, for programs."),
      message: text("For people."),
      place: optional(text("Where that comes of in a manifest: `webhook.iml.json:16:10`.")),
    },
    "Why something could not be done.",
  ),
);
