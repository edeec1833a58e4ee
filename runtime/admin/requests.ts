import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import { editableBody, withEdits } from "../editable-body.ts";
import type { StoredRequest } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import type { Intake, Replayed } from "../intake.ts";
import { openRequest } from "../kept-request.ts";
import { integer, list, object, text } from "./answer-shape.ts";
import { isSaid, WEBHOOK } from "./filters.ts";
import { appOf, found, webhookIn } from "./found.ts";
import { listRoute } from "./paging.ts";
import type { JsonRoute, Route } from "./route.ts";
import type { ObjectShape } from "./shape.ts";
import { ITEM, type ItemView, itemView } from "./views/item.ts";
import { REQUEST, type RequestView, requestView } from "./views/request.ts";

/** What came in, as it came. */
export function requestRoutes(context: Context, intake: Intake): readonly Route[] {
  const { engine } = context;
  return [
    listRoute(
      "/admin/requests",
      "List requests.",
      WEBHOOK,
      (page) => engine.requests(page),
      { shape: REQUEST, view: requestView },
      isSaid,
    ),
    requestRoute(context),
    itemsRoute(context),
    replayRoute(context, intake),
  ];
}

function requestRoute({ engine, secrets }: Context): JsonRoute<RequestView> {
  return {
    method: "GET",
    path: "/admin/requests/{id}",
    summary:
      "Read a request, with its body where that is JSON, a form or text. A mark stands for what is secret in it.",
    answers: { 200: "The request.", 404: "There is no such request." },
    answer: REQUEST,
    async handle({ params: { id = "" } }) {
      const request = found(await engine.request(id), `request ${id}`);
      const body = editableBody(await openRequest(secrets, rawOf(request)));
      return { status: 200, body: { ...requestView({ ...request, bodyBytes: request.body.length }), body } };
    },
  };
}

function itemsRoute({ engine }: Context): JsonRoute<Items> {
  return {
    method: "GET",
    path: "/admin/requests/{id}/items",
    summary: "List the items of a request that were stored, each with its owners and what became of it.",
    answers: {
      200: "The items, in their order.",
      404: "There is no such request.",
    },
    answer: object<Items>({ items: list(ITEM) }),
    async handle({ params: { id = "" } }) {
      found(await engine.request(id), `request ${id}`);
      const items = await engine.itemsOf(id);
      const named = new Set(items.flatMap(({ deliveries }) => deliveries.map(({ subscription }) => subscription)));
      const subscriptions = await Promise.all([...named].map((one) => engine.subscription(one)));
      const owners = new Map(subscriptions.flatMap((one) => (one === undefined ? [] : [[one.id, one.connection]])));
      return { status: 200, body: { items: items.map((item) => itemView(item, owners)) } };
    },
  };
}

interface Items {
  readonly items: readonly ItemView[];
}

function replayRoute(context: Context, intake: Intake): JsonRoute<Replayed> {
  const { engine } = context;
  return {
    method: "POST",
    path: "/admin/requests/{id}/replay",
    summary:
      "Evaluate a kept request again, as it came or edited, with the manifests as they are now, and take its items as a new request. Its signature is not looked at: that of an edited one would not be valid.",
    body: EDITS,
    mayBeBare: true,
    answers: {
      200: "The request was taken once more.",
      400: "The body is not as it should be, or the edited body is not of its kind.",
      404: "There is no such request, or its webhook is not served.",
      409: "Its body is of a kind that cannot be edited.",
      422: "The request could not be evaluated this time either.",
    },
    answer: REPLAYED,
    async handle({ params: { id = "" }, body: { body, headers } }) {
      const kept = found(await engine.request(id), `request ${id}`);
      const module = webhookIn(appOf(context, kept.app), kept.webhook);
      const edited = typeof body === "string" ? body : undefined;
      const given = headersOf(headers);
      const hook = { app: kept.app, webhook: kept.webhook, module };
      return { status: 200, body: await intake.replay(hook, kept, (raw) => withEdits(raw, edited, given)) };
    },
  };
}

const REPLAYED = object<Replayed>({
  request: text("The id of the new request."),
  items: object<Replayed["items"]>(
    {
      owned: integer(),
      unowned: integer(),
      platform: integer("Items of the app itself."),
      duplicate: integer(),
      failed: integer(),
    },
    "How many of its items were what.",
  ),
});

const EDITS: ObjectShape = {
  type: "object",
  properties: {
    body: {
      type: "string",
      description:
        "The `text` of the body as reading the request shows it, edited; marks stand for what they stood for.",
    },
    headers: {
      type: "object",
      description: "Texts that take the place of headers, by their names, or are added to them.",
      properties: {},
      additionalProperties: true,
    },
  },
  additionalProperties: false,
};

function headersOf(given: Value): Readonly<Record<string, string>> {
  if (!isCollection(given)) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => {
      if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof text === "string" && !/[\r\n\0]/.test(text))
        return [name.toLowerCase(), text];
      throw new RuntimeError(
        "header-invalid",
        400,
        `\`headers.${name}\` must be a text of one line, under a name that a header can have.`,
      );
    }),
  );
}

function rawOf({ method, url, headers, body }: StoredRequest) {
  return { method, url, headers, body };
}
