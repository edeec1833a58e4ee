import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseManifest } from "../compiler/analyze.ts";
import { check } from "../compiler/check/check.ts";
import { valueUnder } from "../compiler/fields.ts";
import { type Kind, kinds } from "../compiler/manifest/kinds.ts";
import { readManifest } from "../compiler/manifest/read.ts";
import type { Unit } from "../compiler/program.ts";
import { expectedFindings, foundFindings } from "./carets.ts";

const folder = new URL("manifest/", import.meta.url);
const names = Object.keys(kinds) as readonly Kind[];

/** A fixture is a manifest of the kind that its name begins with. */
function kindOf(file: string): Kind {
  const [kind = "webhook"] = names.filter((name) => file.startsWith(name)).sort((a, b) => b.length - a.length);
  return kind;
}

const fixtures = readdirSync(folder).map((file) => [file, kindOf(file)] as const);

describe("what reading and checking find stands where the carets say, and nowhere else", () => {
  test.each(fixtures)("%s", (file, kind) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const parsed = parseManifest({ uri: file, text });
    const { value, diagnostics } = readManifest(parsed, kind, { equality: "loose", base: undefined, shared: true });
    const checked = value ? check(value, new Map(), new Map()).diagnostics : [];
    expect(foundFindings(text, [...parsed.diagnostics, ...diagnostics, ...checked])).toEqual(expectedFindings(text));
  });
});

test("there is a fixture of every kind but the webhook, which has many", () => {
  const missing = names.filter((kind) => !fixtures.some(([, of]) => of === kind));
  expect(missing).toEqual(["webhook", "detach"]);
});

/** A manifest that is read, with nothing around it but what is given. */
function read(kind: Kind, json: unknown, base?: unknown, shared = true) {
  const parsed = (uri: string, value: unknown) => parseManifest({ uri, text: JSON.stringify(value) });
  const below = base === undefined ? undefined : parsed("base.iml.json", base);
  return readManifest(parsed("a.iml.json", json), kind, { equality: "loose", base: below, shared });
}

function unitsOf(kind: Kind, json: unknown) {
  const { value } = read(kind, json);
  const named = (units: readonly Unit[] = []) => units.map(({ path, scope }) => `${path.join(".")} ${scope}`);
  return { units: named(value?.units), unrun: named(value?.unrun) };
}

describe("what is not run is a unit without a function", () => {
  const request = {
    temp: { a: 1 },
    condition: { condition: true, default: 1 },
    url: "https://a.example",
    repeat: { condition: "{{body.more}}", delay: 1, limit: 2 },
    pagination: { condition: true, qs: {} },
    response: { type: "json", temp: { b: 2 }, iterate: "{{body.items}}", output: "{{item}}", data: { id: 1 } },
  };

  test("of what imlc runs", () => {
    expect(unitsOf("attach", request)).toEqual({
      units: [
        "temp AttachScope",
        "condition AttachScope",
        "request AttachScope",
        "repeat.condition AttachReplyScope",
        "repeat.delay AttachScope",
        "repeat.limit AttachScope",
        "responseType AttachScope",
        "responseTemp AttachReplyScope",
        "data AttachReplyScope",
      ],
      unrun: [
        "condition.default AttachScope",
        "response.iterate.container AttachReplyScope",
        "response.output AnswerItemScope",
        "pagination.condition AttachReplyScope",
        "pagination AttachReplyScope",
      ],
    });
  });

  test("of what imlc only checks", () => {
    expect(unitsOf("rpc", request)).toEqual({
      units: [],
      unrun: [
        "temp RpcScope",
        "condition.condition RpcScope",
        "condition.default RpcScope",
        "request RpcScope",
        "repeat.condition RpcReplyScope",
        "repeat.delay RpcScope",
        "repeat.limit RpcScope",
        "response.type RpcScope",
        "response.temp RpcReplyScope",
        "response.iterate.container RpcReplyScope",
        "response.output RpcItemScope",
        "response.data RpcReplyScope",
        "pagination.condition RpcReplyScope",
        "pagination RpcReplyScope",
      ],
    });
  });

  test("of each request of a list", () => {
    const list = [{ url: "https://a.example" }, { response: { output: "{{body}}" } }];
    expect(unitsOf("module", list)).toEqual({
      units: [],
      unrun: ["1.request ModuleScope", "2.response.output ModuleItemScope"],
    });
    expect(unitsOf("attach", list)).toEqual({
      units: ["1.request AttachScope"],
      unrun: ["2.response.output AnswerItemScope"],
    });
    expect(unitsOf("listing", list)).toEqual({
      units: ["1.request AttachScope", "2.output AnswerItemScope"],
      unrun: [],
    });
  });

  test("of the steps of a connection, where nothing is made of it", () => {
    const steps = {
      authorize: { url: "https://a.example", response: { temp: { code: "{{query.code}}" }, output: "{{query}}" } },
      info: { url: "https://a.example", response: { temp: { a: 1 }, uid: "{{body.id}}" } },
    };
    expect(unitsOf("connection", steps)).toEqual({
      units: [
        "authorize.request OAuthScope",
        "authorize.responseTemp CallbackScope",
        "info.request ConnectionScope",
        "info.responseTemp ConnectionReplyScope",
        "info.uid ConnectionReplyScope",
      ],
      unrun: ["authorize.response.output CallbackScope"],
    });
    expect(unitsOf("connection", { info: [{}, steps.info] }).units).toEqual([
      "info.2.request ConnectionScope",
      "info.2.responseTemp ConnectionReplyScope",
      "info.2.uid ConnectionReplyScope",
    ]);
  });
});

describe("the objects of directives are the sections of a program", () => {
  const paths = (kind: Kind, json: unknown) => read(kind, json).value?.sections.map(({ path }) => path.join("."));

  test.each<[string, Kind, unknown, readonly string[] | undefined]>([
    ["the manifest itself", "module", { url: "https://a.example" }, [""]],
    ["the one request of a list", "attach", [{ url: "https://a.example" }], [""]],
    ["each request of a list", "attach", [{ url: "https://a.example" }, {}], ["1", "2"]],
    ["each step", "connection", { token: {}, info: {}, refresh: {} }, ["token", "info", "refresh"]],
    ["each request of a step", "connection", { token: {}, info: [{}, {}] }, ["token", "info.1", "info.2"]],
    ["nothing of an empty object", "rpc", {}, undefined],
    ["nothing of an empty list", "rpc", [], undefined],
    ["nothing of a list of nothing", "rpc", [{}, {}], undefined],
    ["a webhook that says nothing", "webhook", {}, [""]],
  ])("%s", (_, kind, json, expected) => {
    expect(paths(kind, json)).toEqual(expected);
  });

  test("with what they inherit", () => {
    const { value, diagnostics } = read("module", [{ url: "/a" }, { url: "/b" }], {
      baseUrl: "https://a.example",
      headers: { a: "1" },
    });
    expect(diagnostics).toEqual([]);
    const fields = value?.sections.map(({ field }) => [valueUnder(field, "url"), valueUnder(field, "headers")]);
    expect(fields).toEqual([
      [
        expect.objectContaining({ value: "https://a.example/a", uri: "a.iml.json" }),
        expect.objectContaining({ uri: "base.iml.json" }),
      ],
      [
        expect.objectContaining({ value: "https://a.example/b", uri: "a.iml.json" }),
        expect.objectContaining({ uri: "base.iml.json" }),
      ],
    ]);
  });
});

describe("what a base says and imlc does not run", () => {
  const base = { baseUrl: "https://a.example", aws: { key: "a" }, gzip: true, typo: 1 };
  const codes = (kind: Kind) => read(kind, { url: "/a" }, base).diagnostics.map(({ code, uri }) => `${code} ${uri}`);

  test("is an error of an attach, and nothing of a module", () => {
    expect(codes("attach")).toEqual(["not-run base.iml.json"]);
    expect(codes("module")).toEqual([]);
    expect(read("base", base).diagnostics.map(({ code }) => code)).toEqual(["unknown-key"]);
  });
});

describe("whether a hyphen subtracts depends on the variables of the place", () => {
  const minus = { qs: { rest: "{{parameters.limit-pagination.page}}" } };
  const codes = (kind: Kind, json: unknown) => read(kind, json).diagnostics.map(({ code }) => code);
  const hyphens = (kind: Kind, json: unknown) => codes(kind, json).filter((code) => code !== "ignored-directive");

  test.each<[Kind, unknown]>([
    ["module", minus],
    ["module", [{}, minus]],
    ["rpc", { response: { output: { left: "{{body.total-item.count}}" } } }],
    ["connection", { token: { qs: { a: "{{parameters.a-oauth.b}}" } } }],
    ["base", { baseUrl: "https://a.example/{{parameters.a-common.b}}" }],
  ])("%s %j", (kind, json) => {
    expect(hyphens(kind, json)).toEqual([]);
  });

  test.each<[Kind, unknown]>([
    ["connection", { token: minus }],
    ["update", minus],
    ["module", { qs: { left: "{{parameters.total-item.count}}" } }],
    ["connection", { info: { qs: { a: "{{parameters.a-oauth.b}}" } } }],
  ])("%s %j", (kind, json) => {
    expect(hyphens(kind, json)).toEqual(["hyphen-in-name"]);
  });
});

test("only a shared webhook needs a uid", () => {
  const codes = (shared: boolean) => read("webhook", { output: "{{body}}" }, undefined, shared).diagnostics;
  expect(codes(true).map(({ code }) => code)).toEqual(["uid-missing"]);
  expect(codes(false)).toEqual([]);
});

describe("limits hold on both sides", () => {
  const text = (length: number) => "x".repeat(length);
  const url = (length: number) => `https://${text(length - 8)}`;
  const cases: readonly [string, (n: number) => unknown, number, string][] = [
    ["url", (n) => ({ url: url(n) }), 512, "too-long"],
    ["pagination.url", (n) => ({ pagination: { url: url(n) } }), 512, "too-long"],
    ["ca", (n) => ({ ca: text(n) }), 8192, "too-long"],
    ["aws.key", (n) => ({ aws: { key: text(n) } }), 512, "too-long"],
    ["oauth.token", (n) => ({ oauth: { token: text(n) } }), 512, "too-long"],
    ["response.error", (n) => ({ response: { error: text(n) } }), 1024, "too-long"],
    ["response.error.message", (n) => ({ response: { error: { message: text(n) } } }), 1024, "too-long"],
    ["response.error.500", (n) => ({ response: { error: { 500: text(n) } } }), 1024, "too-long"],
    ["response.valid.message", (n) => ({ response: { valid: { message: text(n) } } }), 1024, "too-long"],
    ["response.iterate", (n) => ({ response: { iterate: `{{${text(n - 4)}}}` } }), 512, "too-long"],
    ["timeout", (n) => ({ timeout: n }), 300_000, "out-of-range"],
  ];
  test.each(cases)("%s", (_, json, greatest, code) => {
    expect(read("module", json(greatest)).diagnostics).toEqual([]);
    expect(read("module", json(greatest + 1)).diagnostics.map((found) => found.code)).toEqual([code]);
  });

  test("a timeout has a least value, too", () => {
    expect(read("module", { timeout: 1 }).diagnostics).toEqual([]);
    expect(read("module", { timeout: 0 }).diagnostics.map(({ code }) => code)).toEqual(["out-of-range"]);
  });
});
