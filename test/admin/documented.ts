import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Schema } from "../../runtime/admin/answer-shape.ts";
import type { RawRequest, Reply } from "../../runtime/http/message.ts";

/** As much of the OpenAPI document as answers are compared with. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

type Fetch = (request: RawRequest) => Promise<Reply>;

/**
 * The same, but that an answer of the admin API which is not as the API's own document says is an error, whatever the test is
 * about. `headers` are those of who may read the document.
 */
export function documented(fetch: Fetch, headers: RawRequest["headers"]): Fetch {
  let document: Promise<Document> | undefined;
  return async (request) => {
    const reply = await fetch(request);
    if (!/^\/admin\//.test(request.url)) return reply;
    document ??= fetch({ method: "GET", url: "/admin/openapi.json", headers, body: new Uint8Array() }).then(
      ({ body }) => JSON.parse(body),
    );
    compare(await document, request, reply);
    return reply;
  };
}

function compare(document: Document, { method, url }: RawRequest, { status, headers, body }: Reply): void {
  const [path = ""] = url.split("?", 1);
  const one = Object.entries(document.paths)
    .filter(([template, operations]) => patternOf(template).test(path) && method.toLowerCase() in operations)
    .toSorted(([a], [b]) => braces(a) - braces(b))[0];
  const operation = one?.[1][method.toLowerCase()];
  if (operation === undefined) {
    if (status !== 401 && status !== 403 && status !== 404 && status !== 405)
      throw new Error(`${method} ${path} is not in the document.`);
    return;
  }
  const type = headers["content-type"] ?? "";
  // What nobody foresaw may come of any operation.
  const schema = status === 500 ? ERROR : operation.responses[status]?.content[type]?.schema;
  if (schema === undefined) throw new Error(`${method} ${path}: ${status} as ${type} is not in the document.`);
  if (type !== "application/json") return;
  const answer: unknown = JSON.parse(body);
  const isValid = validator(document, schema);
  if (!isValid(answer))
    throw new Error(`${method} ${path}: ${status} ${JSON.stringify(isValid.errors, null, 1)} in ${body}`);
  see(document, operation.operationId, schema, answer);
}

const ERROR: Schema = { $ref: "#/components/schemas/Error" };

/** What is written out wins over a parameter. */
function braces(template: string): number {
  return template.split("{").length;
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);
}

const validators = new Map<string, ValidateFunction>();

function validator({ components }: Document, schema: Schema): ValidateFunction {
  const whole = { components, ...schema };
  const key = JSON.stringify(whole);
  const known = validators.get(key);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addKeyword("components");
  const made = ajv.compile(whole);
  validators.set(key, made);
  return made;
}

/** Keys of schemas that an answer had in this file of tests: `Delivery.failure`, `postBackup.file`. */
export const seen = new Set<string>();

function see(document: Document, name: string, schema: Schema, value: unknown): void {
  for (const [part, inner, one] of partsOf(document, name, schema, value)) {
    if (schema.properties !== undefined) seen.add(part);
    see(document, part, inner, one);
  }
}

/** What a value has for the parts of a schema, each with its name and its schema. */
function partsOf(
  { components }: Document,
  name: string,
  schema: Schema,
  value: unknown,
): readonly (readonly [string, Schema, unknown])[] {
  const named = nameIn(schema);
  if (named !== undefined) return [[named, components.schemas[named] ?? {}, value]];
  if (Array.isArray(value)) return value.map((one) => [name, schema.items ?? {}, one]);
  if (typeof value !== "object" || value === null) return [];
  const keys = Object.entries(value);
  const fitting = schema.anyOf?.filter(({ properties = {} }) => keys.every(([key]) => key in properties));
  if (fitting !== undefined) return fitting.map((one) => [name, one, value]);
  return keys.flatMap(([key, one]) => {
    const inner = schema.properties?.[key];
    return inner === undefined ? [] : [[`${name}.${key}`, inner, one] as const];
  });
}

function nameIn({ $ref }: Schema): string | undefined {
  return $ref?.replace("#/components/schemas/", "");
}

/** All keys of all good answers of the document, named as those that are seen. */
export function declared({ paths, components }: Document): ReadonlySet<string> {
  const answers = Object.values(paths)
    .flatMap((operations) => Object.values(operations))
    .flatMap(({ operationId, responses }) =>
      Object.entries(responses)
        .filter(([status]) => Number(status) < 300)
        .map(([, { content }]) => keysOf(operationId, content["application/json"]?.schema ?? {})),
    );
  const parts = Object.entries(components.schemas).map(([name, schema]) => keysOf(name, schema));
  return new Set([...answers, ...parts].flat());
}

function keysOf(name: string, schema: Schema): readonly string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [
    `${name}.${key}`,
    ...keysOf(`${name}.${key}`, inner),
  ]);
  const items = schema.items === undefined ? [] : keysOf(name, schema.items);
  return [...own, ...items, ...(schema.anyOf ?? []).flatMap((one) => keysOf(name, one))];
}
