import { parseJson } from "../../language/json.ts";
import type { Collection } from "../../language/values.ts";
import { parseContentType } from "../content-type.ts";
import type { Context } from "../context.ts";
import { RuntimeError } from "../errors.ts";
import type { RawRequest, Reply } from "../http/message.ts";
import type { Intake } from "../intake.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { refusal } from "../receive/reply.ts";
import { anything, record } from "./answer-shape.ts";
import { backupRoute, type CopyStore } from "./backup.ts";
import { connectionRoutes } from "./connections.ts";
import { eventRoutes } from "./events.ts";
import { type Manifests, manifestRoutes } from "./manifests.ts";
import { openApi } from "./openapi.ts";
import { requestRoutes } from "./requests.ts";
import type { Route } from "./route.ts";
import { servedRoutes } from "./served.ts";
import { checked } from "./shape.ts";
import { subscriptionRoutes } from "./subscriptions.ts";
import { tailRoute } from "./tail.ts";
import type { FunctionNames } from "./target.ts";
import { createAuthorize } from "./token.ts";
import { whyRoutes } from "./why.ts";

export interface AdminOptions {
  readonly context: Context;
  readonly ledger: Ledger;
  readonly intake: Intake;
  /** Absent: requests of this machine only. */
  readonly token: string | undefined;
  /** Absent: the store is none that can be copied to a file. */
  readonly copyStore?: CopyStore;
  /** Absent: what is served comes of no manifests that are at hand. */
  readonly manifests?: Manifests;
  readonly functions?: FunctionNames;
}

/** The admin API as a function of requests; throws `RuntimeError`s for those that it refuses. */
export function createAdmin({
  context,
  ledger,
  intake,
  token,
  copyStore,
  manifests,
  functions,
}: AdminOptions): (request: RawRequest) => Promise<Reply> {
  const authorize = createAuthorize(token);
  const routes: readonly Route[] = [
    ...servedRoutes(context),
    ...connectionRoutes(context),
    ...subscriptionRoutes(context, ledger, functions),
    ...requestRoutes(context, intake),
    ...eventRoutes(context),
    ...whyRoutes(context),
    ...(context.events === undefined ? [] : [tailRoute(context.events)]),
    ...(manifests === undefined ? [] : manifestRoutes(context, manifests)),
    ...(copyStore === undefined ? [] : [backupRoute(copyStore)]),
    {
      method: "GET",
      path: "/admin/openapi.json",
      summary: "Read this document.",
      answers: { 200: "The OpenAPI document." },
      answer: record(anything(), "A document of OpenAPI 3.1."),
      handle: async () => ({ status: 200, body: openApi(routes) }),
    },
  ];
  const matchers = routes.map((route) => ({ route, pattern: patternOf(route.path) }));

  return async (request) => {
    await authorize(request);
    const [path = "", search = ""] = request.url.split("?", 2);
    const there = matchers.flatMap(({ route, pattern }) => {
      const match = pattern.exec(path);
      return match === null ? [] : [{ route, params: decoded(match.groups ?? {}) }];
    });
    const one = there.find(({ route }) => route.method === request.method);
    if (one !== undefined) return answer(request, search, one);
    if (there.length === 0) throw new RuntimeError("not-found", 404, "There is nothing at this address.");
    const allow = there.map(({ route }) => route.method).join(", ");
    return refusal(new RuntimeError("method-not-allowed", 405, `This address takes ${allow}.`), { allow });
  };
}

interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

async function answer(request: RawRequest, search: string, { route, params }: Matched): Promise<Reply> {
  const query = queryOf(route, search);
  const given = await route.handle({ params, query, body: bodyOf(route, request) });
  const headers = {
    "content-type": typeof route.answer === "string" ? route.answer : "application/json",
    "cache-control": "no-store",
  };
  if ("stream" in given) return { status: given.status, headers, body: "", stream: given.stream };
  return { status: given.status, headers, body: JSON.stringify(given.body) };
}

/** Each parameter is one part of the path, decoded. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}

function decoded(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, part]) => [name, decodeURIComponent(part)]));
  } catch {
    throw new RuntimeError("path-encoding", 400, "The path is not percent-encoded as it should be.");
  }
}

function queryOf(route: Route, search: string): Readonly<Record<string, string>> {
  const known = Object.keys(route.query ?? {});
  const query = Object.fromEntries(new URLSearchParams(search));
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown === undefined) return query;
  const there = known.length === 0 ? "It takes none." : `It takes: ${known.join(", ")}.`;
  throw new RuntimeError("unknown-query", 400, `There is no query parameter \`${unknown}\` here. ${there}`);
}

function bodyOf({ body: shape, mayBeBare }: Route, { headers, body }: RawRequest): Collection {
  if (shape === undefined || (mayBeBare && body.length === 0)) return {};
  if (parseContentType(headers["content-type"])?.format !== "json") {
    throw new RuntimeError("content-type", 415, "The body must be JSON and say so: `content-type: application/json`.");
  }
  return checked(shape, json(body));
}

function json(body: Uint8Array): ReturnType<typeof parseJson> {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new RuntimeError("body-unreadable", 400, "The body is not JSON.");
  }
}
