import { describe, expect, it } from "vitest";
import type { Value } from "../../language/values.ts";
import type { RespondSpec } from "../../runtime/contract.ts";
import { bundles, post, received } from "./post.ts";

const reply = (spec: RespondSpec) => received({ uid: () => "u", respond: () => spec }, post({})).reply;

describe("the body of a reply", () => {
  it.each<[string, RespondSpec, string, string]>([
    ["json by default", { body: { a: [1, null], gone: undefined } }, "application/json", '{"a":[1,null]}'],
    ["json of a text", { type: "json", body: "x" }, "application/json", '"x"'],
    ["json of null", { body: null }, "application/json", "null"],
    ["json of a date", { body: { at: new Date(0) } }, "application/json", '{"at":"1970-01-01T00:00:00.000Z"}'],
    ["text", { type: "text", body: "grüezi" }, "text/plain; charset=utf-8", "grüezi"],
    ["text of a number", { type: "TEXT", body: 12 }, "text/plain; charset=utf-8", "12"],
    ["text of a collection", { type: "text", body: { a: 1 } }, "text/plain; charset=utf-8", '{"a":1}'],
    [
      "urlencoded",
      { type: "urlencoded", body: { challenge: "a b&c", n: 1, list: ["x", "y"], no: null } },
      "application/x-www-form-urlencoded",
      "challenge=a+b%26c&n=1&list=x&list=y",
    ],
    [
      "urlencoded text is encoded already",
      { type: "urlencoded", body: "a=b%20c" },
      "application/x-www-form-urlencoded",
      "a=b%20c",
    ],
  ])("%s", (_what, spec, type, body) => {
    expect(reply(spec)).toEqual({ status: 200, headers: { "content-type": type }, body });
  });

  it.each([204, 205, 304])("is left out with status %i", (status) => {
    expect(reply({ status, body: { a: 1 }, headers: { "x-a": "1" } })).toEqual({
      status,
      headers: { "x-a": "1" },
      body: "",
    });
  });

  it("may be absent", () => {
    expect(reply({ status: 202 })).toEqual({ status: 202, headers: {}, body: "" });
  });
});

describe("the status of a reply", () => {
  it.each<[Value, number]>([
    [201, 201],
    ["255", 255],
    [599, 599],
    [200, 200],
    [undefined, 200],
    [null, 200],
    ["", 200],
  ])("%j is %i", (status, expected) => {
    expect(reply({ status, body: "x" }).status).toBe(expected);
  });

  it.each<Value>([199, 600, 100, 101, 999, 200.5, "abc", "2e2", true, [200, 201]])("%j cannot be sent", (status) => {
    const got = received({ uid: () => "u", respond: () => ({ status }), places: { respond: "w:7:7" } }, post({}));
    expect(got).toMatchObject({
      reply: { status: 500 },
      items: [],
      failure: { code: "status-not-sendable", place: "w:7:7" },
    });
  });
});

describe("the headers of a reply", () => {
  it("become text, null and undefined are left out, arrays are joined, and the type can be overridden", () => {
    const headers = {
      Accepted: true,
      "X-Count": 3,
      list: ["a", 1],
      no: null,
      gone: undefined,
      "Content-Type": "text/csv",
    };
    expect(reply({ type: "text", body: "a", headers }).headers).toEqual({
      accepted: "true",
      "x-count": "3",
      list: "a, 1",
      "content-type": "text/csv",
    });
  });

  it("do not frame the message", () => {
    const headers = { "Content-Length": "1", "transfer-encoding": "chunked", Connection: "close", "x-a": "1" };
    expect(reply({ body: "abc", headers }).headers).toEqual({ "content-type": "application/json", "x-a": "1" });
  });

  it.each<[string, Value]>([
    ["a line break", { a: "x\r\nset-cookie: evil=1" }],
    ["a bare CR", { a: "x\ry" }],
    ["a NUL", { a: "x\0" }],
    ["letters beyond Latin 1", { a: "日本" }],
    ["a name with a space", { "a b": "x" }],
    ["a name with a line break", { "a\r\nb": "x" }],
    ["an empty name", { "": "x" }],
    ["no collection", "x: y"],
  ])("with %s are refused", (_what, headers) => {
    const got = received({ uid: () => "u", respond: () => ({ headers }) }, post({}));
    expect(got.reply.status).toBe(500);
    expect(got.failure?.code).toMatch(/^header/);
    expect(bundles(got)).toEqual([]);
  });
});

it.each<[string, RespondSpec]>([
  ["an unknown type", { type: "xml", body: "x" }],
  ["an urlencoded array", { type: "urlencoded", body: ["x"] }],
  ["an urlencoded number", { type: "urlencoded", body: 1 }],
])("%s is refused rather than guessed at", (_what, spec) => {
  expect(received({ respond: () => spec }, post({}))).toMatchObject({
    reply: { status: 500 },
    failure: { code: expect.stringMatching(/^respond-/) },
  });
});
