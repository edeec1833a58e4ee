import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, raw, running, subscribeAda } from "./running.ts";

/** As much of the document as is looked at. */
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: "path" | "query"; readonly required?: boolean }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: object }>>;
}

const bare = { "application/json": { schema: { type: "object" } } };

let server: Running;
let operations: readonly { readonly method: string; readonly path: string; readonly operation: Operation }[];
let document: {
  readonly openapi: string;
  readonly info: object;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

beforeAll(async () => {
  server = await running({ apps: undefined });
  const { json } = await server.admin("GET", "/openapi.json");
  document = JSON.parse(JSON.stringify(json));
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
});

afterAll(() => server.close());

/** What OpenAPI 3.1 wants of the objects of which a document like this one consists; its schemas are JSON Schema, draft 2020-12. */
const openApi31 = {
  type: "object",
  required: ["openapi", "info", "paths"],
  properties: {
    openapi: { pattern: "^3\\.1\\.\\d+$" },
    info: { $ref: "#/$defs/info" },
    paths: { propertyNames: { pattern: "^/" }, additionalProperties: { $ref: "#/$defs/pathItem" } },
    components: {
      type: "object",
      properties: {
        schemas: {
          propertyNames: { pattern: "^[a-zA-Z0-9._-]+$" },
          additionalProperties: { $ref: "https://json-schema.org/draft/2020-12/schema" },
        },
        securitySchemes: { additionalProperties: { $ref: "#/$defs/securityScheme" } },
      },
      additionalProperties: false,
    },
    security: { type: "array", items: { type: "object", additionalProperties: { type: "array" } } },
  },
  additionalProperties: false,
  $defs: {
    info: {
      type: "object",
      required: ["title", "version"],
      properties: { title: { type: "string" }, version: { type: "string" } },
      additionalProperties: false,
    },
    securityScheme: {
      type: "object",
      required: ["type", "scheme"],
      properties: { type: { const: "http" }, scheme: { type: "string" } },
      additionalProperties: false,
    },
    pathItem: {
      type: "object",
      propertyNames: { enum: ["get", "put", "post", "patch", "delete"] },
      additionalProperties: { $ref: "#/$defs/operation" },
    },
    operation: {
      type: "object",
      properties: {
        operationId: { type: "string" },
        summary: { type: "string" },
        parameters: { type: "array", items: { $ref: "#/$defs/parameter" }, uniqueItems: true },
        requestBody: {
          type: "object",
          required: ["content"],
          properties: { required: { type: "boolean" }, content: { $ref: "#/$defs/content" } },
          additionalProperties: false,
        },
        responses: {
          type: "object",
          minProperties: 1,
          propertyNames: { pattern: "^[1-5]\\d\\d$" },
          additionalProperties: {
            type: "object",
            required: ["description"],
            properties: { description: { type: "string" }, content: { $ref: "#/$defs/content" } },
            additionalProperties: false,
          },
        },
      },
      additionalProperties: false,
    },
    parameter: {
      type: "object",
      required: ["name", "in", "schema"],
      properties: {
        name: { type: "string" },
        in: { enum: ["path", "query"] },
        description: { type: "string" },
        required: { type: "boolean" },
        schema: { $ref: "https://json-schema.org/draft/2020-12/schema" },
      },
      additionalProperties: false,
    },
    content: {
      type: "object",
      additionalProperties: {
        type: "object",
        properties: { schema: { $ref: "https://json-schema.org/draft/2020-12/schema" } },
        additionalProperties: false,
      },
    },
  },
};

describe("the document", () => {
  it("is valid: its objects are those of OpenAPI 3.1, its schemas are schemas", () => {
    const isValid = new Ajv2020({ strict: false, allErrors: true }).compile(openApi31);
    expect([isValid(document), isValid.errors]).toEqual([true, null]);
  });

  it("describes what each good answer that is JSON holds: no object is without keys but the document", () => {
    for (const { path, operation } of operations) {
      const good = Object.entries(operation.responses).filter(([status]) => Number(status) < 300);
      expect(good.length).toBeGreaterThan(0);
      for (const [, { content }] of good) expect([path, content]).not.toEqual([path, bare]);
    }
  });

  it("describes what an error holds: each has the one of its status, and no keys beside", () => {
    const errors = operations.flatMap(({ path, method, operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => Number(status) >= 300)
        .map(([status, { content }]) => {
          const { schema } = (content as typeof bare)["application/json"] as { schema: { $ref?: string } };
          return `${method} ${path} ${status} ${schema.$ref?.replace("#/components/schemas/", "")}`;
        }),
    );
    expect(errors.filter((one) => !one.endsWith(" Error"))).toEqual([
      "POST /admin/apps/{app}/webhooks/{webhook}/subscriptions 502 SubscriptionError",
      "PATCH /admin/subscriptions/{id} 502 SubscriptionError",
      "DELETE /admin/subscriptions/{id} 502 SubscriptionError",
      "POST /admin/subscriptions/{id}/retry 502 SubscriptionError",
    ]);
    const { Error: usual, SubscriptionError: refused } = document.components.schemas;
    expect(usual).toMatchObject({ required: ["error"], additionalProperties: false });
    expect(refused).toMatchObject({ required: ["error", "subscription"], additionalProperties: false });
  });

  it("is one of OpenAPI 3.1, with a name for each operation", () => {
    expect(document).toMatchObject({
      openapi: "3.1.0",
      info: { title: expect.any(String), version: expect.any(String) },
    });
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { operation } of operations) expect(operation.summary).toMatch(/\.$/);
  });

  it("declares each parameter of a path, as needed", () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true }));
      expect(operation.parameters.filter((one) => one.in === "path")).toMatchObject(inPath);
    }
  });

  it("leads every reference somewhere", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) =>
      path.split("/"),
    );
    expect(references.length).toBeGreaterThan(0);
    for (const path of references) {
      expect(
        path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document),
      ).toBeDefined();
    }
  });
});

/** Asks one operation; the parameters of its path lead to what is there, or to nothing. */
async function ask(
  method: string,
  path: string,
  values: Readonly<Record<string, string>>,
  body?: unknown,
  search = "",
): Promise<{ status: number; type: string | undefined }> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? "nowhere"));
  const { status, headers, stream } = (await server.app.fetch(
    raw(method, filled + search, { authorization: "Bearer the-admin-token", host: "localhost" }, body),
  )) as Awaited<ReturnType<Running["app"]["fetch"]>> & { readonly stream?: { readonly cancel?: () => Promise<void> } };
  await stream?.cancel?.();
  return { status, type: headers["content-type"] };
}

describe("the answers", () => {
  it("are documented, with what is there, with nothing there, and with a body that is wrong", async () => {
    const { id } = await subscribeAda(server);
    await server.hook({
      data: [
        { userId: 7, text: "a" },
        { userId: 8, text: "b" },
      ],
    });
    const request = (await server.engine.requests({ limit: 1 }))[0]?.id ?? "";
    const delivery = (await server.engine.heads(id, 1))[0]?.id ?? "";
    const bodies: readonly unknown[] = [undefined, {}, { "no such key": 1 }, "{"];
    // Last what takes away what others need.
    const sorted = operations.toSorted((a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"));
    for (const { method, path, operation } of sorted) {
      const ids = [path.includes("requests") ? request : path.includes("deliver") ? delivery : id, "ada", "nowhere"];
      for (const one of ids) {
        for (const body of operation.requestBody === undefined ? [undefined] : bodies) {
          const { status, type } = await ask(method, path, { app: "chat", webhook: "events", id: one }, body);
          expect([method, path, body, Object.keys(operation.responses)]).toEqual([
            method,
            path,
            body,
            expect.arrayContaining([String(status)]),
          ]);
          expect(Object.keys(operation.responses[status]?.content ?? {})).toEqual([type]);
        }
      }
      const wrong = await ask(method, path, {}, operation.requestBody && {}, "?no-such-parameter=1");
      expect([path, Object.keys(operation.responses)]).toEqual([path, expect.arrayContaining([String(wrong.status)])]);
    }
  });

  it("are 401 everywhere without the token", async () => {
    for (const { method, path } of operations) {
      const { status } = await server.app.fetch(raw(method, path.replace(/[{}]/g, ""), { host: "localhost" }));
      expect([path, status]).toEqual([path, 401]);
    }
  });
});
