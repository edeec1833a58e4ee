import type { Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { ReplacedSecret, Target } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { newTargetSecret } from "../secrets.ts";
import { instant, object, text } from "./answer-shape.ts";
import { found } from "./found.ts";
import type { JsonRoute } from "./route.ts";
import type { ObjectShape } from "./shape.ts";
import { time } from "./views/time.ts";

/** Gives a subscription a new secret to sign its deliveries with. */
export function secretRoute(context: Context): JsonRoute<NewSecret> {
  return {
    method: "POST",
    path: "/admin/subscriptions/{id}/secret",
    summary:
      "Replace the secret that signs a subscription's deliveries. The new one is shown this once; for a while the old one signs beside it.",
    body: REPLACE,
    answers: {
      200: "The secret is replaced.",
      400: "The body is not as it should be.",
      404: "There is no such subscription.",
      409: "It delivers to a function, whose deliveries are not signed; or too many old secrets still sign.",
    },
    answer: object<NewSecret>({
      secret: text("The new one, as Standard Webhooks writes it: `whsec_…`."),
      replacedUntil: instant("When the old one stops signing."),
    }),
    async handle({ params: { id = "" }, body: { overlap } }) {
      return { status: 200, body: await replaceSecret(context, id, overlapOf(overlap)) };
    },
  };
}

interface NewSecret {
  readonly secret: string;
  readonly replacedUntil: string;
}

const REPLACE: ObjectShape = {
  type: "object",
  properties: {
    overlap: {
      type: "integer",
      description:
        "Seconds for which secrets of before still sign, from 0, for one that others know, to 604800; default 86400.",
    },
  },
  additionalProperties: false,
};

const DAY = 86_400;
const LONGEST_OVERLAP = 7 * DAY;

function overlapOf(seconds: Value): number {
  if (seconds === undefined) return DAY;
  if (typeof seconds === "number" && seconds >= 0 && seconds <= LONGEST_OVERLAP) return seconds;
  throw new RuntimeError("number-range", 400, `\`overlap\` must be an integer from 0 to ${LONGEST_OVERLAP}.`);
}

async function replaceSecret({ engine, secrets, clock }: Context, id: string, overlap: number): Promise<NewSecret> {
  const secret = newTargetSecret();
  const sealed = await secrets.seal(secret);
  for (;;) {
    const { target } = found(await engine.subscription(id), `subscription ${id}`);
    if (target.kind !== "http") {
      const message = "The subscription delivers to a function of the host program; such deliveries are not signed.";
      throw new RuntimeError("target-not-signed", 409, message);
    }
    const now = clock.now();
    const until = now + overlap * 1_000;
    const replaced = replacedBy(target, now, until);
    const changed = await engine.patchSubscription(id, {
      target: { ...target, secret: sealed, replaced },
      was: target,
    });
    // Else somebody has changed the target meanwhile.
    if (changed !== undefined) return { secret, replacedUntil: time(until) };
  }
}

/** No secret of before signs for longer than the one that is replaced now. */
function replacedBy(
  { secret, replaced = [] }: Extract<Target, { kind: "http" }>,
  now: number,
  until: number,
): readonly ReplacedSecret[] {
  const all = [{ secret, until }, ...replaced.map((old) => ({ ...old, until: Math.min(old.until, until) }))];
  const signing = all.filter((old) => old.until > now);
  if (signing.length <= MOST_REPLACED) return signing;
  const message = `${signing.length - 1} secrets of before still sign. Wait until one of them stops, or end them all with \`overlap\` 0.`;
  throw new RuntimeError("secrets-in-use", 409, message);
}

/** Each takes room in the header of every delivery. */
const MOST_REPLACED = 4;
