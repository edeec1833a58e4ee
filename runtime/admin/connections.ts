import { isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import { type Begun, begin } from "../connection/begin.ts";
import { register } from "../connection/register.ts";
import { type Removed, remove } from "../connection/remove.ts";
import type { Context } from "../context.ts";
import { about, flag, instant, object, optional, text } from "./answer-shape.ts";
import { appOf, found } from "./found.ts";
import { listRoute } from "./paging.ts";
import type { JsonRoute, Route } from "./route.ts";
import type { ObjectShape } from "./shape.ts";
import { CONNECTION, type ConnectionView, connectionView } from "./views/connection.ts";
import { FAILURE } from "./views/failure.ts";
import { time } from "./views/time.ts";

/** Connections: a user's account at the service, by the id that the operator gives it. */
export function connectionRoutes(context: Context): readonly Route[] {
  return [
    putRoute(context),
    readRoute(context),
    removeRoute(context),
    authorizeRoute(context),
    listRoute(
      "/admin/connections",
      "List connections.",
      { app: "Only of this app." },
      (page, { app }) => context.engine.connections({ ...page, app }),
      { shape: CONNECTION, view: connectionView },
    ),
  ];
}

function putRoute(context: Context): JsonRoute<ConnectionView> {
  return {
    method: "PUT",
    path: "/admin/apps/{app}/connections/{id}",
    summary:
      "Create or replace a connection: register it by its `uid`, or have the app's connection manifest ask the service.",
    body: ACCOUNT,
    answers: {
      200: "The connection.",
      400: "The body is not as it should be.",
      404: "There is no such app.",
      422: "The service, or the manifest, refused it.",
      502: "The service did not answer, or is broken; try again.",
    },
    answer: CONNECTION,
    async handle({ params: { app = "", id = "" }, body: { connection, parameters, data, uid } }) {
      const connected = await register(context, {
        app: appOf(context, app),
        id,
        connection: typeof connection === "string" ? connection : undefined,
        parameters: collection(parameters),
        data: collection(data),
        uid,
      });
      return { status: 200, body: connectionView(connected) };
    },
  };
}

function readRoute({ engine }: Context): JsonRoute<ConnectionView> {
  return {
    method: "GET",
    path: "/admin/apps/{app}/connections/{id}",
    summary: "Read a connection. Its parameters and data are never shown.",
    answers: { 200: "The connection.", 404: "There is no such connection." },
    answer: CONNECTION,
    async handle({ params: { app = "", id = "" } }) {
      const connection = found(await engine.connection(app, id), `connection ${id} of the app ${app}`);
      return { status: 200, body: connectionView(connection) };
    },
  };
}

function removeRoute(context: Context): JsonRoute<RemovedView> {
  return {
    method: "DELETE",
    path: "/admin/apps/{app}/connections/{id}",
    summary: "Forget a connection; runs `invalidate`, by which the service takes its token back.",
    answers: {
      200: "The connection is forgotten.",
      404: "There is no such connection.",
      409: "Subscriptions hang on it; end them first.",
      502: "The service did not answer, or is broken; the connection is still there. Try again.",
    },
    answer: REMOVED,
    async handle({ params: { app = "", id = "" } }) {
      const removed = found(await remove(context, app, id), `connection ${id} of the app ${app}`);
      return { status: 200, body: { app, id, ...removed } };
    },
  };
}

function authorizeRoute(context: Context): JsonRoute<BegunView> {
  return {
    method: "POST",
    path: "/admin/apps/{app}/connections/{id}/authorize",
    summary: "Begin an authorization by OAuth 2; the connection is created or replaced when the user comes back.",
    body: AUTHORIZATION,
    answers: {
      200: "The authorization has begun.",
      400: "The body is not as it should be.",
      404: "There is no such app.",
      422: "The connection has no `authorize`, `redirect` leads elsewhere, or a step was refused.",
      502: "The service did not answer, or is broken; try again.",
    },
    answer: BEGUN,
    async handle({ params: { app = "", id = "" }, body: { connection, parameters, redirect } }) {
      const { url, state, expires } = await begin(context, {
        app: appOf(context, app),
        id,
        connection: textOf(connection),
        parameters: isCollection(parameters) ? parameters : undefined,
        redirect: textOf(redirect),
      });
      return { status: 200, body: { url, state, expires: time(expires) } };
    },
  };
}

interface RemovedView extends Removed {
  readonly app: string;
  readonly id: string;
}

const REMOVED = object<RemovedView>({
  app: text(),
  id: text(),
  invalidated: optional(flag("Whether the service took its token back; missing: it was not asked.")),
  failure: optional(about(FAILURE, "Why the service would not take it back.")),
});

interface BegunView extends Omit<Begun, "expires"> {
  readonly expires: string;
}

const BEGUN = object<BegunView>({
  url: text("Where to send the user's browser."),
  state: text("Comes back with the browser."),
  expires: instant("Until when it may come back."),
});

const WHICH = {
  type: "string",
  description: "Which of the app's connection manifests; needed where there are several.",
} as const;

const PARAMETERS = {
  type: "object",
  description: "What the user entered.",
  properties: {},
  additionalProperties: true,
} as const;

const AUTHORIZATION: ObjectShape = {
  type: "object",
  properties: {
    connection: WHICH,
    parameters: {
      ...PARAMETERS,
      description: "What the user entered. Left out: as it was when there is such a connection.",
    },
    redirect: {
      type: "string",
      description:
        "Where the user's browser goes in the end, with `connection` and perhaps `error` in its query: a URL of this server's public origin, or of one that `server.redirects` in `imlc.json` names. Left out: a page says how it ended.",
    },
  },
  additionalProperties: false,
};

const ACCOUNT: ObjectShape = {
  type: "object",
  properties: {
    connection: WHICH,
    parameters: PARAMETERS,
    data: {
      type: "object",
      description: "What is known already, such as tokens.",
      properties: {},
      additionalProperties: true,
    },
    uid: {
      type: ["string", "integer"],
      description: "Who it is in the service's events. Given: the service is not asked.",
    },
  },
  additionalProperties: false,
};

function textOf(value: Value): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function collection(value: Value): Collection {
  return isCollection(value) ? value : {};
}
