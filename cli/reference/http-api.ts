import { newSecretKey, startServer } from "../../runtime/node.ts";
import { blocks, bullet, code, generated, table, toHeading } from "./markdown.ts";

/** The page of the HTTP API, made of the OpenAPI document that a server gives of itself. */
export async function httpApiPage(): Promise<string> {
  const { paths } = await openApiDocument();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ heading: `${method.toUpperCase()} ${path}`, operation })),
  );
  return blocks(
    generated,
    "# HTTP API",
    "What a server of `imlc serve` answers, besides the shared URLs. Every request under `/admin` carries the token: `authorization: Bearer TOKEN`; bodies and answers are JSON. An error has an `error` with a `code`, which stays, and a `message` for people. The server gives the OpenAPI document of all this at `/admin/openapi.json`.",
    table(["address", "without a token"], open),
    table(
      ["operation", "does"],
      operations.map(({ heading, operation }) => [toHeading(code(heading)), operation.summary]),
    ),
    ...operations.flatMap(({ heading, operation }) => section(heading, operation)),
  );
}

/** Those that need no token have no row in the document, which is the admin API's own. */
const open: readonly (readonly string[])[] = [
  ["`/hooks/{app}/{webhook}`", "A shared URL: what it answers is said by the manifest."],
  ["`/oauth/callback`", "Where a service sends a user back who has authorized a connection."],
  [
    "`/inspector/`",
    "The inspector: a page that shows all this in a browser, where it was built; it asks for the token.",
  ],
  ["`/health`", "200 as long as the store answers, 503 if it does not."],
  ["`/metrics`", "Counters and gauges as Prometheus reads them."],
];

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: "path" | "query";
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

async function openApiDocument(): Promise<OpenApi> {
  const server = await startServer({
    apps: [],
    store: "sqlite::memory:",
    port: 0,
    secretKey: newSecretKey(),
    manifests: { read: () => undefined, compile: async () => ({ kind: "refused", findings: [] }) },
    log: () => undefined,
  });
  try {
    const answer = await fetch(`${server.url}/admin/openapi.json`);
    return (await answer.json()) as OpenApi;
  } finally {
    await server.close();
  }
}

function section(heading: string, { summary, parameters = [], requestBody, responses }: Operation): readonly string[] {
  const query = parameters.filter((parameter) => parameter.in === "query");
  const schema = requestBody?.content["application/json"].schema;
  return [
    `## ${code(heading)}`,
    summary,
    query.length > 0
      ? table(
          ["query", "says"],
          query.map(({ name, description = "" }) => [code(name), description]),
        )
      : "",
    schema === undefined ? "" : `The body:\n\n${keys(schema, 0).join("\n")}`,
    table(
      ["status", "means"],
      Object.entries(responses).map(([status, { description }]) => [status, description]),
    ),
  ];
}

function keys({ properties = {}, required = [] }: Schema, depth: number): readonly string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const types = schema.type === undefined ? "any JSON" : [schema.type].flat().join(" or ");
    const needed = required.includes(name) ? ", required" : "";
    return [
      bullet(`${code(name)} (${types}${needed}): ${schema.description ?? ""}`.replace(/: $/, "."), depth),
      ...keys(schema, depth + 1),
    ];
  });
}
