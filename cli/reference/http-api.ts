import { newSecretKey, startServer } from "../../runtime/node.ts";
import { blocks, bullet, code, generated, table, toHeading } from "./markdown.ts";

/** The page of the HTTP API, made of the OpenAPI document that a server gives of itself. */
export async function httpApiPage(): Promise<string> {
  const { paths, components } = await openApiDocument();
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
    "## Parts of answers",
    "What answers consist of, by its name in the OpenAPI document.",
    ...Object.entries(components.schemas)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, schema]) => [`### ${code(name)}`, schema.description ?? "", keys(schema, 0).join("\n")]),
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
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: "path" | "query";
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  readonly description: string;
  readonly content: { readonly "application/json"?: { readonly schema: Schema } };
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: true;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
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
    schema === undefined ? "" : `The body:\n\n${inputKeys(schema, 0).join("\n")}`,
    answerOf(responses),
    table(
      ["status", "means"],
      Object.entries(responses).map(([status, response]) => [status, meaningOf(Number(status), response)]),
    ),
  ];
}

/** With what the body is, if it is an error that holds more than the usual ones. */
function meaningOf(status: number, { description, content }: Response): string {
  const schema = content["application/json"]?.schema;
  if (status < 300 || schema === undefined || schema.$ref === "#/components/schemas/Error") return description;
  return `${description} The body: ${typeOf(schema)}.`;
}

/** What the good answers are; one schema is that of all of them. */
function answerOf(responses: Operation["responses"]): string {
  const good = Object.entries(responses).find(([status]) => Number(status) < 300)?.[1];
  const schema = good?.content["application/json"]?.schema;
  if (schema === undefined) return "";
  const inside = keys(schema, 0);
  if (inside.length > 0) return `The answer:\n\n${inside.join("\n")}`;
  return `The answer: ${schema.description ?? `${typeOf(schema)}.`}`;
}

/** The keys of a body. */
function inputKeys(schema: Schema, depth: number): readonly string[] {
  return bullets(schema, depth, ({ type }, isRequired) => {
    const types = type === undefined ? "any JSON" : [type].flat().join(" or ");
    return isRequired ? `${types}, required` : types;
  });
}

/** The keys of an answer. */
function keys(schema: Schema, depth: number): readonly string[] {
  return bullets(schema, depth, (inner, isRequired) => (isRequired ? typeOf(inner) : `${typeOf(inner)}, optional`));
}

type Says = (schema: Schema, isRequired: boolean) => string;

function bullets(
  { properties = {}, required = [], items, anyOf }: Schema,
  depth: number,
  says: Says,
): readonly string[] {
  const own = Object.entries(properties).flatMap(([name, schema]) => {
    const line = `${code(name)} (${says(schema, required.includes(name))}): ${schema.description ?? ""}`;
    return [bullet(line.replace(/: $/, "."), depth), ...bullets(schema, depth + 1, says)];
  });
  return [...own, ...[items, ...(anyOf ?? [])].flatMap((one) => (one === undefined ? [] : bullets(one, depth, says)))];
}

function typeOf(schema: Schema): string {
  const { $ref, type, format, const: only, enum: texts, description = "", additionalProperties, items, anyOf } = schema;
  if ($ref !== undefined) return toHeading(code($ref.replace("#/components/schemas/", "")));
  if (only !== undefined) return code(String(only));
  // Most say what each of them means.
  if (texts?.some((text) => !description.includes(code(text)))) return texts.map(code).join(", ");
  if (items !== undefined) return `array of ${typeOf(items)}`;
  if (anyOf !== undefined) return anyOf.map(typeOf).join(" or ");
  if (typeof additionalProperties === "object") return `object, each value ${typeOf(additionalProperties)}`;
  if (format === "date-time") return "time, ISO 8601";
  return type === undefined ? "any JSON" : [type].flat().join(" or ");
}
