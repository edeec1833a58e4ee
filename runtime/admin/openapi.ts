import { type Described, namedIn } from "./answer-shape.ts";
import type { Route } from "./route.ts";
import { ERROR } from "./views/error.ts";

/** The OpenAPI 3.1 document of the routes. */
export function openApi(routes: readonly Route[]): object {
  const paths = new Map<string, Record<string, object>>();
  for (const route of routes) {
    const operations = paths.get(route.path) ?? {};
    operations[route.method.toLowerCase()] = operation(route);
    paths.set(route.path, operations);
  }
  return {
    openapi: "3.1.0",
    info: { title: "imlc admin API", version: "1" },
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: namedIn([ERROR, ...routes.flatMap(shapesOf)]),
    },
    security: [{ token: [] }],
  };
}

function shapesOf({ answer, refusals = {} }: Route): readonly Described[] {
  return [...(typeof answer === "string" ? [] : [answer]), ...Object.values(refusals)];
}

function operation(route: Route): object {
  const { method, path, summary, query = {}, body, mayBeBare, answers } = route;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: "query",
    description,
    schema: { type: "string" },
  }));
  return {
    operationId: operationId(method, path),
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body === undefined
      ? {}
      : { requestBody: { required: mayBeBare !== true, content: { "application/json": { schema: body } } } }),
    responses: Object.fromEntries(
      Object.entries({ ...USUAL, ...(body && NOT_JSON), ...answers }).map(([status, description]) => [
        status,
        { description, content: contentOf(Number(status), route) },
      ]),
    ),
  };
}

/** What every route answers to what it does not take. */
const USUAL: Readonly<Record<number, string>> = {
  400: "The path, the query or the body is not understood.",
  401: "The token is missing or wrong.",
  403: "The server has no token, and takes requests of its own machine only.",
};

const NOT_JSON: Readonly<Record<number, string>> = { 415: "The body does not say that it is JSON." };

function contentOf(status: number, { answer, refusals = {} }: Route): object {
  const shape = status < 300 ? answer : (refusals[status] ?? ERROR);
  if (typeof shape === "string") return { [shape]: { schema: { type: "string" } } };
  return { "application/json": { schema: shape.schema } };
}

/** `PUT /admin/apps/{app}/connections/{id}` → `putAppsAppConnectionsId`. */
function operationId(method: string, path: string): string {
  const words = path.replace("/admin", "").match(/\w+/g) ?? [];
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
