import { isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import { connect } from "../connect.ts";
import type { Context } from "../context.ts";
import { appOf, found } from "./found.ts";
import { listRoute } from "./paging.ts";
import type { Route } from "./route.ts";
import type { ObjectShape } from "./shape.ts";
import { connectionView } from "./views.ts";

/** Connections: a user's account at the service, by the id that the operator gives it. */
export function connectionRoutes(context: Context): readonly Route[] {
  return [
    putRoute(context),
    readRoute(context),
    listRoute(
      "/admin/connections",
      "List connections.",
      { app: "Only of this app." },
      (page, { app }) => context.engine.connections({ ...page, app }),
      connectionView,
    ),
  ];
}

function putRoute(context: Context): Route {
  return {
    method: "PUT",
    path: "/admin/apps/{app}/connections/{id}",
    summary:
      "Create or replace a connection: register it by its `uid`, or have the app's connection manifest ask the service.",
    body: CONNECTION,
    answers: {
      200: "The connection.",
      400: "The body is not as it should be.",
      404: "There is no such app.",
      422: "The service, or the manifest, refused it.",
      502: "The service did not answer, or is broken; try again.",
    },
    async handle({ params: { app = "", id = "" }, body: { connection, parameters, data, uid } }) {
      const connected = await connect(context, {
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

function readRoute({ engine }: Context): Route {
  return {
    method: "GET",
    path: "/admin/apps/{app}/connections/{id}",
    summary: "Read a connection. Its parameters and data are never shown.",
    answers: { 200: "The connection.", 404: "There is no such connection." },
    async handle({ params: { app = "", id = "" } }) {
      const connection = found(await engine.connection(app, id), `connection ${id} of the app ${app}`);
      return { status: 200, body: connectionView(connection) };
    },
  };
}

const CONNECTION: ObjectShape = {
  type: "object",
  properties: {
    connection: {
      type: "string",
      description: "Which of the app's connection manifests; needed where there are several.",
    },
    parameters: { type: "object", description: "What the user entered.", properties: {}, additionalProperties: true },
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

function collection(value: Value): Collection {
  return isCollection(value) ? value : {};
}
