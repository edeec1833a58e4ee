import type { WebhookModule } from "../contract.ts";
import type { Engine, KeptDelivery, Subscription } from "../engine/engine.ts";
import { sentence } from "./request-steps.ts";
import type { Draft } from "./step.ts";

/** How a delivery stands. */
export async function deliveryStep(engine: Engine, module: WebhookModule, delivery: KeptDelivery): Promise<Draft> {
  const { id, state, tries } = delivery;
  const lane = `the subscription \`${delivery.subscription}\``;
  switch (state) {
    case "delivered": {
      const last = tries.at(-1);
      const answered = last?.status === undefined ? "" : ` The target answered ${last.status} in ${last.duration} ms.`;
      return {
        stage: "delivery",
        said: `The delivery \`${id}\` reached ${lane}.${attemptsBefore(tries.length)}${answered}`,
      };
    }
    case "skipped":
      return {
        stage: "condition",
        unit: "condition",
        place: module.communication.places.condition,
        said: `\`condition\` is false for ${lane}, so the item was left out for it.`,
        advice: "The condition reads what the user of the subscription chose; compare its `parameters`.",
      };
    case "dead":
      return deadStep(module, delivery, lane);
    case "pending":
      return pendingStep(delivery, lane, await engine.subscription(delivery.subscription), engine);
  }
}

function attemptsBefore(tries: number): string {
  return tries > 1 ? ` It took ${tries} attempts.` : "";
}

function deadStep(module: WebhookModule, { id, attempts, failure }: KeptDelivery, lane: string): Draft {
  const why = sentence(failure?.message ?? "Nothing is known of why");
  if (failure?.place !== undefined) {
    const unit = unitAt(module.communication.places, failure.place);
    return {
      stage: unit,
      unit,
      place: failure.place,
      said: `\`${unit}\` failed for ${lane}: ${why}`,
      advice: `Mend the expression, and then put the delivery back: \`imlc replay ${id} --from-dead\`.`,
    };
  }
  const advice =
    failure?.code === "subscription-detached"
      ? "The subscription ended while the delivery waited; nothing more comes of it."
      : `Once the target takes it, put it back: \`imlc replay ${id} --from-dead\`.`;
  return {
    stage: "delivery",
    said: `The delivery \`${id}\` to ${lane} was given up after ${times(attempts)}: ${why}`,
    advice,
  };
}

/** Which of the two directives that are evaluated for a subscription a place lies in: the one that begins last before it. */
function unitAt({ condition, output }: Readonly<Record<string, string>>, place: string): "condition" | "output" {
  if (condition === undefined || offsetOf(condition) > offsetOf(place)) return "output";
  return output !== undefined && offsetOf(output) > offsetOf(condition) && offsetOf(output) <= offsetOf(place)
    ? "output"
    : "condition";
}

/** A number that grows with the place, within its file. */
function offsetOf(place: string): number {
  const [column = 0, line = 0] = place.split(":").reverse().map(Number);
  return line * LONGEST_LINE + column;
}

/** No line of a file that is read is longer. */
const LONGEST_LINE = 1_000_000_000;

async function pendingStep(
  { id, attempts, failure, due }: KeptDelivery,
  lane: string,
  subscription: Subscription | undefined,
  engine: Engine,
): Promise<Draft> {
  const waits = `The delivery \`${id}\` waits in the lane of ${lane}`;
  if (subscription?.disabled !== undefined) {
    return {
      stage: "delivery",
      said: `${waits}, which is disabled: ${sentence(subscription.disabled)}`,
      advice: "Mend the target, or change it, and enable the subscription again: PATCH `disabled` to false.",
    };
  }
  if (subscription !== undefined && subscription.state !== "attached") {
    const said = `${waits}, which is ${subscription.state} still.`;
    return {
      stage: "delivery",
      said,
      advice: subscription.failure && `Its last call failed: ${sentence(subscription.failure.message)}`,
    };
  }
  if (failure !== undefined) {
    const next = new Date(due).toISOString();
    return {
      stage: "delivery",
      said: `${waits}: ${times(attempts)} failed, the last because: ${sentence(failure.message)} The next one is due at ${next}.`,
      advice: "Mend the target; the delivery is repeated by itself.",
    };
  }
  const [head] = await engine.heads(subscription?.id ?? "", 1);
  if (head !== undefined && head.id !== id) {
    const said = `${waits} behind the delivery \`${head.id}\`, for a lane keeps its order.`;
    return { stage: "delivery", said, advice: `See what holds that one up: \`imlc why ${head.id}\`.` };
  }
  return { stage: "delivery", said: `${waits} for its turn.` };
}

function times(attempts: number): string {
  return attempts === 1 ? "1 attempt" : `${attempts} attempts`;
}
