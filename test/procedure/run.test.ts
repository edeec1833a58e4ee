import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ImlError, site } from "../../language/error.ts";
import type { AttachScope } from "../../language/scopes.ts";
import { open, type Value } from "../../language/values.ts";
import { systemClock } from "../../runtime/clock.ts";
import type { AttachProcedure, ProcedureRequest, RequestSpec } from "../../runtime/contract.ts";
import { type Client, createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import type { LogFields, LogLevel } from "../../runtime/log.ts";
import { type Outcome, runProcedure } from "../../runtime/procedure/run.ts";
import { type Asked, type TestServer, testServer } from "../http/server.ts";

/** What the service answers to the next requests. */
let answers: { status?: number; headers?: Record<string, string>; body?: string }[] = [];
let service: TestServer;
let client: Client;
let logged: { level: LogLevel; event: string; fields: LogFields }[] = [];

beforeAll(async () => {
  service = await testServer((_asked, _request, response) => {
    const { status = 200, headers = { "content-type": "application/json" }, body = "{}" } = answers.shift() ?? {};
    response.writeHead(status, headers).end(body);
  });
  client = createClient({ guard: createGuard([service.host]), resolve: { "https://www.example.com": service.origin } });
});
afterAll(async () => {
  await client.close();
  await service.close();
});
afterEach(() => {
  answers = [];
  logged = [];
});

const scope: AttachScope = {
  webhook: open({ id: "s1", url: "https://hooks.example/hooks/chat/events" }),
  parameters: {},
  connection: open({ accessToken: "ada-access-token" }),
  common: {},
  data: {},
  temp: {},
  scenario: {},
  now: new Date(0),
  executionId: "x",
  environment: { timezone: "UTC" },
};

type Units = Partial<ProcedureRequest<AttachScope>> &
  Pick<AttachProcedure, "sanitize"> &
  Partial<Pick<AttachProcedure, "places">>;

function run({ sanitize, places, ...units }: Units, secrets: readonly string[] = []): Promise<Outcome> {
  return runProcedure({
    name: "attach",
    procedure: {
      requests: [{ request: () => ({ url: "https://www.example.com/hooks" }), ...units }],
      places: { request: "attach.iml.json:1:1", ...places },
      sanitize,
    },
    scope,
    send: client.send,
    clock: systemClock,
    log: (level, event, fields = {}) => logged.push({ level, event, fields }),
    about: { subscription: "s1" },
    secrets,
  });
}

async function sent(spec: RequestSpec): Promise<Asked | undefined> {
  await run({ request: () => spec });
  return service.asked.at(-1);
}

const url = "https://www.example.com/api/webhook";

describe("the request", () => {
  it("is a GET unless the manifest says otherwise, and a GET has no body", async () => {
    expect(await sent({ url, body: { a: 1 } })).toMatchObject({ method: "GET", url: "/api/webhook", body: "" });
  });

  it.each<[string, RequestSpec, Partial<Asked> | { headers: object }]>([
    [
      "json by default",
      { method: "post", body: { url: "u", gone: undefined, n: 1 } },
      { method: "POST", body: '{"url":"u","n":1}', headers: { "content-type": "application/json" } },
    ],
    [
      "urlencoded",
      { method: "PUT", type: "urlencoded", body: { a: "x y", b: ["1", "2"] } },
      { method: "PUT", body: "a=x+y&b=1&b=2", headers: { "content-type": "application/x-www-form-urlencoded" } },
    ],
    [
      "text",
      { method: "PATCH", type: "text", body: "häi" },
      { method: "PATCH", body: "häi", headers: { "content-type": "text/plain; charset=utf-8" } },
    ],
    [
      "a type of its own",
      { method: "POST", type: "raw", body: "<a/>", headers: { "Content-Type": "application/xml" } },
      { body: "<a/>", headers: { "content-type": "application/xml" } },
    ],
    ["DELETE without a body", { method: "DELETE" }, { method: "DELETE", body: "" }],
    [
      "headers as text",
      { headers: { "X-A": 1, "x-list": ["a", "b"], "x-no": null } },
      { headers: { "x-a": "1", "x-list": "a, b" } },
    ],
  ])("%s", async (_what, spec, expected) => {
    expect(await sent({ url, ...spec })).toMatchObject(expected);
  });

  it("adds qs to the query of the URL: null and undefined are dropped, arrays repeat", async () => {
    const qs = { a: [1, 2], b: null, c: undefined, d: "x&y", e: "" };
    expect(await sent({ url: `${url}?z=0`, qs })).toMatchObject({ url: "/api/webhook?z=0&a=1&a=2&d=x%26y&e=" });
    expect(await sent({ url, qs: {} })).toMatchObject({ url: "/api/webhook" });
  });

  it.each<[string, RequestSpec, string]>([
    ["a relative URL", { url: "/webhooks" }, "request-url"],
    ["no URL", {}, "request-url"],
    ["another scheme", { url: "file:///etc/passwd" }, "url-refused"],
    ["an unknown method", { url, method: "TRACE" }, "request-method"],
    ["an unknown type", { url, method: "POST", type: "yaml", body: {} }, "request-type"],
    ["several parts of what has none", { url, method: "POST", type: "multipart/form-data", body: "a" }, "request-body"],
    ["certificates that are none", { url, ca: "trust me" }, "request-ca"],
    ["a header that breaks the line", { url, headers: { "x-a": "1\r\nx-b: 2" } }, "header-value"],
    ["a query that is none", { url, qs: "a=1" }, "request-qs"],
  ])("that cannot be sent is not: %s", async (_what, spec, code) => {
    const before = service.asked.length;
    expect(await run({ request: () => spec })).toMatchObject({
      kind: "failed",
      transient: false,
      failure: { code, place: "attach.iml.json:1:1" },
    });
    expect(service.asked).toHaveLength(before);
  });

  it.each([
    ["GET", "done", ["GET /hooks", "GET /there"]],
    ["POST", "done", ["POST /hooks"]],
  ])("by %s follows redirects only if it changes nothing", async (method, kind, asked) => {
    const before = service.asked.length;
    answers = [{ status: 302, headers: { location: "/there" } }];
    expect((await run({ request: () => ({ url: "https://www.example.com/hooks", method }) })).kind).toBe(kind);
    expect(service.asked.slice(before).map((one) => `${one.method} ${one.url}`)).toEqual(asked);
  });

  it("is not sent where the condition is false", async () => {
    const before = service.asked.length;
    expect(await run({ condition: () => false })).toEqual({ kind: "skipped" });
    expect(service.asked).toHaveLength(before);
  });

  it("gives up after its own timeout", async () => {
    const slow = await testServer(() => undefined);
    const patient = createClient({ guard: createGuard([slow.host]) });
    const started = Date.now();
    const outcome = await runProcedure({
      name: "attach",
      procedure: { requests: [{ request: () => ({ url: slow.origin, timeout: "150" }) }], places: {} },
      scope,
      send: patient.send,
      clock: systemClock,
      log: () => undefined,
      about: {},
      secrets: [],
    });
    expect(outcome).toMatchObject({ kind: "failed", transient: true, failure: { code: "timeout" } });
    expect(Date.now() - started).toBeLessThan(30_000);
    await patient.close();
    await slow.close();
  });
});

describe("the answer", () => {
  const bodyOf = async (headers: Record<string, string>, body: string, responseType?: Value) => {
    answers = [{ headers, body }];
    const outcome = await run({
      data: (reply) => ({ body: reply.body }),
      ...(responseType === undefined ? {} : { responseType: () => responseType }),
    });
    return outcome.kind === "done" ? (outcome.data as { body: Value }).body : outcome;
  };

  it.each<[string, Record<string, string>, string, Value, unknown]>([
    [
      "JSON by its content type",
      { "content-type": "application/json" },
      '{"id":12345678901234567890}',
      undefined,
      { id: "12345678901234567890" },
    ],
    [
      "a form by its content type",
      { "content-type": "application/x-www-form-urlencoded" },
      "a=1&a=2",
      undefined,
      { a: ["1", "2"] },
    ],
    ["text otherwise", { "content-type": "text/html" }, "<p>", undefined, "<p>"],
    ["text without a content type", {}, '{"a":1}', undefined, '{"a":1}'],
    ["JSON because the manifest says so", { "content-type": "text/plain" }, '{"a":1}', "json", { a: 1 }],
    ["text because the manifest says so", { "content-type": "application/json" }, '{"a":1}', "text", '{"a":1}'],
    [
      "what claims to be JSON and is not, as text",
      { "content-type": "application/json" },
      "<html>",
      undefined,
      "<html>",
    ],
    ["nothing", {}, "", undefined, undefined],
  ])("is read as %s", async (_what, headers, body, type, expected) => {
    expect(await bodyOf(headers, body, type)).toEqual(expected);
  });

  it("gives data, uid, metadata and expires, with headers and status to read", async () => {
    answers = [
      {
        status: 201,
        headers: { "content-type": "application/json", "X-Rate": "5" },
        body: '{"id":"h1","user":{"id":7}}',
      },
    ];
    const outcome = await run({
      data: ({ body, headers, statusCode, webhook }) => ({
        id: body?.id,
        rate: headers["x-rate"],
        statusCode,
        of: webhook?.id,
      }),
      uid: ({ body }) => body?.user?.id,
      metadata: () => ({ type: "text", value: "Ada" }),
      expires: () => new Date(5),
    });
    expect(outcome).toEqual({
      kind: "done",
      data: { id: "h1", rate: "5", statusCode: 201, of: "s1" },
      uid: 7,
      metadata: { type: "text", value: "Ada" },
      expires: new Date(5),
      output: [],
      temp: {},
    });
  });
});

describe("a refused answer", () => {
  const refused = async (status: number, units: Units = {}, body = '{"message":"no"}') => {
    answers = [{ status, body }];
    return run(units);
  };

  it.each([
    [200, "done"],
    [204, "done"],
    [399, "done"],
    [400, "failed"],
    [500, "failed"],
  ])("is one of status %i: %s", async (status, kind) => {
    expect((await refused(status)).kind).toBe(kind);
  });

  it.each([
    [400, "runtime-error", false],
    [401, "runtime-error", false],
    [404, "runtime-error", false],
    [429, "rate-limit-error", true],
    [500, "connection-error", true],
    [503, "connection-error", true],
  ])("of status %i is a %s (worth another try: %s)", async (status, code, transient) => {
    expect(await refused(status)).toMatchObject({
      failure: { code, message: `The service answered ${status}.` },
      status,
      transient,
    });
  });

  it("is what valid says, whatever the status", async () => {
    const valid: Units["valid"] = ({ body }) => body?.ok === (true as unknown);
    expect(await refused(200, { valid }, '{"ok":false}')).toMatchObject({
      kind: "failed",
      failure: { code: "runtime-error" },
      status: 200,
    });
    expect(await refused(418, { valid }, '{"ok":true}')).toMatchObject({ kind: "done" });
  });

  it.each<[string, Value, number, string, string]>([
    ["a text", "no way", 400, "no way", "runtime-error"],
    ["a message", { message: "denied", type: "InvalidAccessTokenError" }, 401, "denied", "invalid-access-token-error"],
    [
      "a message by status",
      { message: "other", "404": { message: "gone", type: "DataError" } },
      404,
      "gone",
      "data-error",
    ],
    ["a text by status", { message: "other", "404": "gone" }, 404, "gone", "runtime-error"],
    [
      "the general one for other statuses",
      { message: "other", "404": { message: "gone" } },
      429,
      "other",
      "rate-limit-error",
    ],
    ["nothing it says", undefined, 400, "The service answered 400.", "runtime-error"],
    ["an empty message", { message: "" }, 400, "The service answered 400.", "runtime-error"],
  ])("is told as the manifest's error says: %s", async (_what, error, status, message, code) => {
    expect(await refused(status, { error: () => error })).toMatchObject({
      kind: "failed",
      failure: { message, code, place: "attach.iml.json:1:1" },
    });
  });

  it("is told as valid says before all else", async () => {
    const units = {
      valid: () => false,
      error: () => ({ message: "other", "400": { message: "of 400", type: "DataError" } }),
    };
    const told = async (invalid: Value) => refused(400, { ...units, invalid: () => invalid });
    expect(await told({ message: "not ok", type: "InvalidConfigurationError" })).toMatchObject({
      failure: { code: "invalid-configuration-error", message: "not ok" },
    });
    expect(await told({ message: "not ok" })).toMatchObject({ failure: { code: "data-error", message: "not ok" } });
    expect(await told({})).toMatchObject({ failure: { code: "data-error", message: "of 400" } });
  });

  it("can quote the answer", async () => {
    expect(await refused(400, { error: ({ body, statusCode }) => `[${statusCode}] ${body?.message}` })).toMatchObject({
      failure: { message: "[400] no" },
    });
  });

  it.each(["condition", "request", "valid", "data", "error"] as const)(
    "can come of an expression that throws: %s",
    async (unit) => {
      answers = [{ status: unit === "error" ? 400 : 200 }];
      const failing: () => never = () => {
        throw new ImlError("argument-type", site("formatDate", "attach.iml.json:9:9"), "wants a date");
      };
      expect(await run({ [unit]: failing })).toMatchObject({
        kind: "failed",
        transient: false,
        failure: { code: "argument-type", place: "attach.iml.json:9:9" },
      });
    },
  );
});

describe("what the log gets", () => {
  const canaries = ["ada-access-token", "canary-query", "canary-answer", "canary-body"];
  const secretive: Units = {
    request: ({ connection }) => ({
      url: "https://www.example.com/hooks/ada-access-token",
      method: "POST",
      qs: { api_key: "canary-query", page: 2 },
      headers: { authorization: `Bearer ${connection?.accessToken}`, "x-custom": "canary-query", "x-kind": "orders" },
      body: { pin: "canary-body", copy: "canary-query" },
    }),
    data: ({ body }) => body,
  };
  const answer = { body: '{"token":"canary-answer","echo":"canary-answer","also":"ada-access-token","id":"h1"}' };

  it("is only method, URL and status unless the manifest says what is secret", async () => {
    answers = [answer];
    await run(secretive, ["ada-access-token"]);
    expect(logged).toEqual([
      {
        level: "info",
        event: "attach",
        fields: {
          subscription: "s1",
          request: { method: "POST", url: "https://www.example.com/hooks/[redacted]" },
          response: { statusCode: 200 },
          failure: undefined,
        },
      },
    ]);
  });

  it("is everything but the secrets if it does", async () => {
    answers = [answer];
    await run(
      { ...secretive, sanitize: ["request.headers.authorization", "request.body.pin", "response.body.token"] },
      ["ada-access-token"],
    );
    const text = JSON.stringify(logged);
    for (const canary of canaries) expect(text).not.toContain(canary);
    expect(text).not.toMatch(/authorization/i);
    expect(logged[0]?.fields).toMatchObject({
      request: { qs: { page: "2" }, headers: { "x-kind": "orders" }, body: { copy: "[redacted]" } },
      response: { statusCode: 200, body: { id: "h1", echo: "[redacted]" } },
    });
  });

  it("and every error are free of secrets that the service sends back", async () => {
    answers = [{ status: 401, body: '{"message":"bad token ada-access-token","token":"canary-answer"}' }];
    const outcome = await run({ ...secretive, error: ({ body }) => `${body?.message} (${body?.token})` }, [
      "ada-access-token",
    ]);
    expect(outcome).toMatchObject({ kind: "failed", failure: { message: "bad token [redacted] ([redacted])" } });
    for (const canary of canaries) expect(JSON.stringify([logged, outcome])).not.toContain(canary);
    expect(logged).toMatchObject([{ level: "warn", event: "attach", fields: { failure: { code: "runtime-error" } } }]);
  });

  it("is short even if the answer is long", async () => {
    answers = [{ body: JSON.stringify({ text: "x".repeat(10_000) }) }];
    await run({ sanitize: [] });
    expect(JSON.stringify(logged).length).toBeLessThan(2000);
  });
});
