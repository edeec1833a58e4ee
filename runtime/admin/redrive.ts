import type { Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors.ts";
import { integer, object, text } from "./answer-shape.ts";
import { found } from "./found.ts";
import type { JsonRoute } from "./route.ts";
import type { ObjectShape } from "./shape.ts";

/** Puts back one delivery that was given up. */
export function redriveRoute({ engine, wake }: Context): JsonRoute<PutBack> {
  return {
    method: "POST",
    path: "/admin/dead-letters/{id}/redrive",
    summary: "Put a delivery that was given up back into its lane, at its old place.",
    answers: {
      200: "It is in its lane.",
      404: "There is no such dead letter.",
      409: "It is no delivery, or its subscription is detached.",
    },
    answer: object<PutBack>({ id: text("Of the dead letter."), subscription: text("Whose lane it is in, by its id.") }),
    async handle({ params: { id = "" } }) {
      const letter = found(await engine.deadLetter(id), `dead letter ${id}`);
      const subscription = await engine.redrive(id);
      if (subscription === undefined) {
        const message = `The dead letter cannot go back into a lane. Its request can be replayed: ${letter.request}.`;
        throw new RuntimeError("not-redrivable", 409, message);
      }
      wake([subscription]);
      return { status: 200, body: { id, subscription } };
    },
  };
}

interface PutBack {
  readonly id: string;
  readonly subscription: string;
}

/** Puts back many. */
export function redriveManyRoute({ engine, wake }: Context): JsonRoute<ManyPutBack> {
  return {
    method: "POST",
    path: "/admin/dead-letters/redrive",
    summary:
      "Put deliveries that were given up back into their lanes, at their old places, those first that arrived first. Call it until it has put back fewer than `limit`.",
    body: MANY,
    answers: {
      200: "They are in their lanes.",
      400: "The body is not as it should be.",
    },
    answer: object<ManyPutBack>({
      deliveries: integer("How many were put back."),
      subscriptions: integer("How many subscriptions have them."),
    }),
    async handle({ body: { subscription, app, webhook, limit } }) {
      const filter = { subscription: given(subscription), app: given(app), webhook: given(webhook) };
      const { deliveries, lanes } = await engine.redriveDead(filter, limitOf(limit));
      wake(lanes);
      return { status: 200, body: { deliveries, subscriptions: lanes.length } };
    },
  };
}

interface ManyPutBack {
  readonly deliveries: number;
  readonly subscriptions: number;
}

const MANY: ObjectShape = {
  type: "object",
  properties: {
    subscription: { type: "string", description: "Only those of this subscription." },
    app: { type: "string", description: "Only those of this app." },
    webhook: { type: "string", description: "Only those of webhooks of this name." },
    limit: { type: "integer", description: "How many at once, from 1 to 10000; default 1000." },
  },
  additionalProperties: false,
};

const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 10_000;

function limitOf(limit: Value): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  if (typeof limit === "number" && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new RuntimeError("number-range", 400, `\`limit\` must be an integer from 1 to ${MAX_LIMIT}.`);
}

function given(value: Value): string | undefined {
  return typeof value === "string" ? value : undefined;
}
