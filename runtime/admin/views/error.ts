import { named, object, text } from "../answer-shape.ts";
import type { Refusal } from "../route.ts";

/** The shape of why there is no good answer. */
export const WHY_NOT = object<Refusal["error"]>({
  code: text("For programs; it stays."),
  message: text("For people."),
});

/** The shape of an error that says nothing else. */
export const ERROR = named("Error", object<Refusal>({ error: WHY_NOT }));
