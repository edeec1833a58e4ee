import type { Context } from "../context.ts";
import { type Asked, type Why, why } from "../why/why.ts";
import { appOf, found, webhookIn } from "./found.ts";
import type { JsonRoute, Route } from "./route.ts";
import { WHY } from "./views/why.ts";

/** Why something did, or did not, arrive. */
export function whyRoutes(context: Context): readonly Route[] {
  const { engine } = context;
  return [
    whyRoute(context, "requests", "a request", async (id) => ({ request: id })),
    whyRoute(context, "items", "an item, a dead letter or an unowned item", async (id) => askedOfItem(context, id)),
    whyRoute(context, "deliveries", "a delivery", async (id) => {
      const { request, item } = found(await engine.delivery(id), `delivery ${id}`);
      return { request, item, delivery: id };
    }),
  ];
}

/** What is asked for, by the ids of all that it belongs to. */
interface Ids extends Pick<Asked, "item" | "delivery"> {
  readonly request: string;
}

function whyRoute(context: Context, of: string, what: string, idsOf: (id: string) => Promise<Ids>): JsonRoute<Why> {
  return {
    method: "GET",
    path: `/admin/${of}/{id}/why`,
    summary: `Tell the story of ${what}: what each step decided, where the manifest says so, and what to do. The request is evaluated once more, with the manifests as they are now; nothing is stored or sent.`,
    answers: {
      200: "The story.",
      404: "There is no such thing, or its webhook is not served.",
    },
    answer: WHY,
    async handle({ params: { id = "" } }) {
      const ids = await idsOf(id);
      const request = found(await context.engine.request(ids.request), `request ${ids.request}. ${NOT_KEPT}`);
      const module = webhookIn(appOf(context, request.app), request.webhook);
      return { status: 200, body: await why(context, { ...ids, module, request }) };
    },
  };
}

const NOT_KEPT =
  "One that was refused because of its signature, or could not be read, is not kept; the log and `imlc tail` tell of it";

/** An item's id is that of its request and its number; a dead letter of a delivery has the id of that. */
async function askedOfItem({ engine }: Context, id: string): Promise<Ids> {
  const letter = await engine.deadLetter(id);
  if (letter === undefined) return { request: id.replace(/-\d+$/, ""), item: id };
  const { request, item, delivery } = letter;
  return { request, item, delivery };
}
