import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AttachScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { ProcedureRequest } from "../../runtime/contract.ts";
import { type Service, startService } from "./service.ts";

type Request = ProcedureRequest<AttachScope>;

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());
afterEach(() => {
  service.answers = [];
  service.clock.slept.length = 0;
  service.logged.length = 0;
});

const paths = (from: number) => service.asked.slice(from).map(({ method, url }) => `${method} ${url}`);
const to = (path: string): Pick<Request, "request"> => ({ request: () => ({ url: `${service.url}${path}` }) });
const json = (value: unknown) => ({ body: JSON.stringify(value) });

describe("several requests", () => {
  it("are sent one after the other; what one saves, the next one reads as `data`", async () => {
    const before = service.asked.length;
    service.answers = [json({ token: "t-123456" }), json({ id: 7 })];
    const outcome = await service.run([
      { ...to("/login"), data: ({ body }) => ({ token: body?.token, kept: "first" }) },
      {
        request: ({ data }) => ({ url: `${service.url}/hooks?token=${data?.token}&channel=${data?.channel}` }),
        data: ({ body }) => ({ id: body?.id, kept: "second" }),
      },
    ]);
    expect(paths(before)).toEqual(["GET /login", "GET /hooks?token=t-123456&channel=general"]);
    expect(outcome).toMatchObject({ kind: "done", data: { token: "t-123456", id: 7, kept: "second" } });
  });

  it("read what is saved under every name of the same store, and under no other", async () => {
    service.answers = [json({ token: "t-123456" })];
    const store = { key: "k" } as unknown as AttachScope["data"];
    const seen: Value[] = [];
    await service.run(
      [
        { ...to("/"), data: ({ body }) => ({ token: body?.token }) },
        {
          temp: ({ data, connection, parameters }) => {
            seen.push(data, connection, parameters);
            return undefined;
          },
        },
      ],
      { scope: { data: store, connection: store } },
    );
    expect(seen).toEqual([{ key: "k", token: "t-123456" }, { key: "k", token: "t-123456" }, { channel: "general" }]);
  });

  it("end with the first that fails, which says what those before it have saved", async () => {
    const before = service.asked.length;
    service.answers = [json({ id: 7 }), { status: 503, headers: { "retry-after": "7" } }];
    const outcome = await service.run([{ ...to("/1"), data: ({ body }) => ({ id: body?.id }) }, to("/2"), to("/3")], {
      places: { "2.request": "attach.iml.json:3:1" },
    });
    expect(paths(before)).toEqual(["GET /1", "GET /2"]);
    expect(outcome).toMatchObject({
      kind: "failed",
      transient: true,
      status: 503,
      retryAfter: 7000,
      data: { id: 7 },
      failure: { code: "connection-error", place: "attach.iml.json:3:1" },
    });
  });

  it("are left out one by one where their condition is false", async () => {
    const before = service.asked.length;
    expect(await service.run([{ ...to("/1"), condition: () => false }, to("/2")])).toMatchObject({ kind: "done" });
    expect(paths(before)).toEqual(["GET /2"]);
    expect(await service.run([{ ...to("/1"), condition: () => false }])).toEqual({ kind: "skipped" });
  });

  it("give the last uid, metadata and expires that any of them has", async () => {
    expect(
      await service.run([
        { ...to("/1"), uid: () => 1, metadata: () => ({ value: "a" }), expires: () => new Date(1) },
        { ...to("/2"), uid: () => 2 },
      ]),
    ).toMatchObject({ uid: 2, metadata: { value: "a" }, expires: new Date(1) });
  });

  it("are logged each, with its number and without what any of them hides or has saved", async () => {
    service.answers = [json({ token: "t-123456" }), json({ echo: "t-123456", pin: "998877" })];
    await service.run([{ ...to("/1"), data: ({ body }) => ({ token: body?.token }) }, to("/2?of=t-123456")], {
      sanitize: ["response.body.pin"],
    });
    expect(service.logged).toMatchObject([{ step: 1 }, { step: 2, response: { body: { echo: "[redacted]" } } }]);
    expect(JSON.stringify(service.logged)).not.toMatch(/t-123456|998877/);
  });
});

describe("a request without a URL", () => {
  it("is not sent, and what is made of it is made", async () => {
    const before = service.asked.length;
    const outcome = await service.run([
      {
        data: ({ parameters, body }) => ({ channel: parameters?.channel, body }),
        valid: ({ headers }) => headers !== undefined,
      },
    ]);
    expect(outcome).toMatchObject({ kind: "done", data: { channel: "general", body: undefined } });
    expect(paths(before)).toEqual([]);
  });

  it("can be refused by `valid`, for good", async () => {
    const refused = await service.run([{ valid: () => false, error: () => "Choose a channel." }]);
    expect(refused).toMatchObject({ kind: "failed", transient: false, failure: { message: "Choose a channel." } });
  });
});

describe("temp", () => {
  it("is merged in the order of the stages, each of which sees what those before it wrote", async () => {
    service.answers = [json({ region: "eu" })];
    const before = service.asked.length;
    await service.run([
      {
        temp: () => ({ path: "a", deep: { x: 1 }, list: [1, 2, 3] }),
        request: ({ temp }) => ({ url: `${service.url}/${temp?.path}` }),
        responseTemp: ({ body, temp }) => ({
          path: `${temp?.path}/${body?.region}`,
          deep: { y: 2 },
          list: [undefined, 9],
        }),
        valid: ({ temp }) => (temp?.path as unknown) === "a/eu",
      },
      {
        temp: ({ temp }) => ({ all: temp, gone: undefined }),
        request: ({ temp }) => ({ url: `${service.url}/${temp?.path}?all=${JSON.stringify(temp?.all)}` }),
      },
    ]);
    expect(paths(before)[0]).toBe("GET /a");
    expect(decodeURIComponent(paths(before)[1] ?? "")).toBe(
      'GET /a/eu?all={"path":"a/eu","deep":{"x":1,"y":2},"list":[1,9,3]}',
    );
  });

  it("begins with what its scope has, and anything but a collection adds nothing", async () => {
    const before = service.asked.length;
    await service.run(
      [
        {
          temp: () => "text",
          request: ({ temp }) => ({ url: `${service.url}/${temp?.code}` }),
          responseTemp: () => [1],
        },
      ],
      { scope: { temp: { code: "c-1" } as unknown as AttachScope["temp"] } },
    );
    expect(paths(before)).toEqual(["GET /c-1"]);
  });
});

describe("repeat", () => {
  const polling: Request = {
    request: () => ({ url: `${service.url}/job` }),
    responseTemp: ({ body }) => ({ state: body?.state }),
    repeat: { condition: ({ temp }) => (temp?.state as unknown) !== "done", delay: () => "250", limit: () => 5 },
    data: ({ body }) => ({ state: body?.state }),
  };

  it("sends it again as long as its condition holds of the answer", async () => {
    const before = service.asked.length;
    service.answers = [json({ state: "new" }), json({ state: "busy" }), json({ state: "done" })];
    expect(await service.run([polling])).toMatchObject({ kind: "done", data: { state: "done" } });
    expect(paths(before)).toHaveLength(3);
    expect(service.clock.slept).toEqual([250, 250]);
  });

  it.each([
    [1, 1],
    [4, 4],
    [0, 1],
    ["3", 3],
  ])("with a limit of %j it is sent %i times, and the last answer counts", async (limit, times) => {
    const before = service.asked.length;
    const outcome = await service.run([{ ...polling, repeat: { ...polling.repeat, limit: () => limit } }]);
    expect(paths(before)).toHaveLength(times);
    expect(outcome).toMatchObject({ kind: "done" });
  });

  it("sends nothing more than 1000 times", async () => {
    let sent = 0;
    const endless: Request = {
      temp: () => {
        sent += 1;
        return undefined;
      },
      repeat: { condition: () => true, limit: () => 5000 },
    };
    expect(await service.run([endless])).toMatchObject({ kind: "done" });
    expect(sent).toBe(1000);
  });

  it("ends with an answer that is refused", async () => {
    const before = service.asked.length;
    service.answers = [json({ state: "new" }), { status: 401 }];
    expect(await service.run([polling])).toMatchObject({ kind: "failed", status: 401 });
    expect(paths(before)).toHaveLength(2);
  });

  it("is given up when all requests together have taken ten minutes, and not before", async () => {
    const slow = (delay: number): Request => ({ ...polling, repeat: { ...polling.repeat, delay: () => delay } });
    expect(await service.run([slow(149_000)])).toMatchObject({ kind: "done" });
    service.clock.slept.length = 0;
    expect(await service.run([slow(150_000)], { places: { "repeat.condition": "attach.iml.json:4:2" } })).toMatchObject(
      {
        kind: "failed",
        failure: { code: "procedure-deadline", place: "attach.iml.json:4:2" },
      },
    );
  });
});

describe("the output", () => {
  const hooks = json({
    hooks: [
      { id: 1, url: "ours" },
      { id: 2, url: "theirs" },
      { id: 3, url: "ours" },
    ],
  });
  const listing: Request = {
    request: () => ({ url: `${service.url}/hooks` }),
    iterate: ({ body }) => body?.hooks,
    iterateCondition: ({ item }) => (item?.url as unknown) === "ours",
    output: ({ item }) => ({ hook: item?.id }),
  };
  const outputs = async (...requests: readonly Request[]) => {
    const outcome = await service.run(requests);
    return outcome.kind === "done" ? outcome.output : outcome;
  };

  it("is made of each item that counts", async () => {
    service.answers = [hooks];
    expect(await outputs(listing)).toEqual([{ hook: 1 }, { hook: 3 }]);
  });

  it.each<[string, Partial<Request>, unknown]>([
    [
      "the items themselves, without `output`",
      { output: undefined },
      [
        { id: 1, url: "ours" },
        { id: 3, url: "ours" },
      ],
    ],
    ["all items, without a condition", { iterateCondition: undefined }, [{ hook: 1 }, { hook: 2 }, { hook: 3 }]],
    ["so many items", { limit: () => 1 }, [{ hook: 1 }]],
    ["nothing of nothing", { iterate: ({ body }) => body?.none }, []],
    ["one item of what is no array", { iterate: ({ body }) => body?.hooks?.[0 as never] }, [{ hook: 1 }]],
    [
      "the elements of an array",
      { iterate: undefined, output: ({ body }) => body?.hooks },
      expect.objectContaining({ length: 3 }),
    ],
    ["the one value", { iterate: undefined, output: () => "all" }, ["all"]],
    ["nothing of null", { iterate: undefined, output: () => null }, []],
  ])("is %s", async (_what, units, expected) => {
    service.answers = [hooks];
    expect(await outputs({ ...listing, ...units })).toEqual(expected);
  });

  it("is the last one of several requests, also of one that is not sent", async () => {
    service.answers = [hooks, json({})];
    expect(await outputs(listing, to("/"))).toEqual([{ hook: 1 }, { hook: 3 }]);
    service.answers = [hooks];
    expect(await outputs(listing, { ...to("/"), condition: () => false, conditionDefault: () => "none" })).toEqual([
      "none",
    ]);
  });

  it.each([0, -1])("is an error with a limit of %i", async (limit) => {
    service.answers = [hooks];
    expect(await outputs({ ...listing, limit: () => limit })).toMatchObject({ failure: { code: "response-limit" } });
  });
});

describe("what is saved", () => {
  const saving = (length: number) => service.run([{ ...to("/"), data: () => ({ a: "x".repeat(length) }) }]);
  const around = JSON.stringify({ a: "" }).length;

  it("may have 64 KB", async () => {
    expect(await saving(64 * 1024 - around)).toMatchObject({ kind: "done" });
    expect(await saving(64 * 1024 - around + 1)).toMatchObject({ kind: "failed", failure: { code: "data-too-large" } });
  });
});
