import { describe, expect, test } from "vitest";
import { analyzeProject, type Field, filesInMemory, findProject } from "../../compiler/index.ts";

/** What the attach of an app with this base sends, as JSON; holes are shown by the text that stands in the file. */
function attachOf(base: object, attach: object) {
  const texts: Readonly<Record<string, string>> = {
    "webhook.iml.json": `{"uid": "{{item.user}}"}`,
    "base.iml.json": JSON.stringify(base),
    "attach.iml.json": JSON.stringify(attach),
  };
  const files = filesInMemory(texts);
  const { apps, diagnostics } = analyzeProject(findProject(files, ["."]), files);
  const units = apps[0]?.webhooks[0]?.attach?.program?.units ?? [];
  const plain = (field: Field): unknown => {
    switch (field.kind) {
      case "constant":
        return field.value;
      case "expression":
        return `${field.uri.replace(/\..*/, "")}:${texts[field.uri]?.slice(field.expr.span.start, field.expr.span.end)}`;
      case "text":
        return field.parts.map((part) => (typeof part === "string" ? part : plain(part)));
      case "array":
        return field.items.map(plain);
      case "object":
        return field.entries.map((entry) =>
          entry.kind === "entry" ? [entry.key, plain(entry.value)] : ["...", plain(entry.value)],
        );
    }
  };
  const unit = (name: string) => units.find(({ path }) => path.join(".") === name);
  return {
    codes: diagnostics.map(({ code }) => code),
    url: () => {
      const request = unit("request")?.field;
      const url =
        request?.kind === "object" ? request.entries.find((e) => e.kind === "entry" && e.key === "url") : undefined;
      return url?.value;
    },
    plain: (name: string) => {
      const found = unit(name);
      return found && plain(found.field);
    },
  };
}

describe("a URL that begins with a slash is joined to the base URL", () => {
  test("constants become one constant, a slash between them is not doubled", () => {
    const { url, codes } = attachOf({ baseUrl: "https://a.example/v1/" }, { url: "/hooks" });
    expect(url()).toMatchObject({ kind: "constant", value: "https://a.example/v1/hooks" });
    expect(codes).toEqual([]);
  });

  test("holes of both keep their file and are encoded as parts of a URL", () => {
    const { url, plain } = attachOf({ baseUrl: "https://{{connection.domain}}/api" }, { url: "/hooks/{{webhook.id}}" });
    expect(url()).toMatchObject({ kind: "text", encode: "url" });
    expect(plain("request")).toEqual([
      ["url", ["https://", "base:connection.domain", "/api/hooks/", "attach:webhook.id"]],
    ]);
  });

  test("a base URL may be one expression", () => {
    const { plain } = attachOf({ baseUrl: "{{connection.url}}" }, { url: "/hooks" });
    expect(plain("request")).toEqual([["url", ["base:connection.url", "/hooks"]]]);
  });

  test("any other URL is left as it is", () => {
    const base = { baseUrl: "https://a.example" };
    expect(attachOf(base, { url: "https://b.example/hooks" }).plain("request")).toEqual([
      ["url", "https://b.example/hooks"],
    ]);
    expect(attachOf(base, { url: "{{parameters.url}}" }).plain("request")).toEqual([["url", "attach:parameters.url"]]);
  });

  test("without a base URL it is an error", () => {
    expect(attachOf({ headers: {} }, { url: "/hooks" }).codes).toEqual(["relative-url"]);
  });
});

describe("entries are merged", () => {
  const url = "https://a.example";

  test("headers by name in any case, the component's winning", () => {
    const base = { headers: { Authorization: "Bearer {{connection.key}}", "Content-Type": "application/json" } };
    const { plain } = attachOf(base, { url, headers: { "content-type": "text/plain", "X-A": "1" } });
    expect(plain("request")).toEqual([
      ["url", url],
      [
        "headers",
        [
          ["Authorization", ["Bearer ", "base:connection.key"]],
          ["content-type", "text/plain"],
          ["X-A", "1"],
        ],
      ],
    ]);
  });

  test("query and body key by key; a spread comes behind what is inherited", () => {
    const base = { qs: { key: "k", page: 1 }, body: { a: 1 } };
    const attach = { url, qs: { page: 2 }, body: { "{{...}}": "{{parameters.more}}", b: 2 } };
    expect(attachOf(base, attach).plain("request")).toEqual([
      ["url", url],
      [
        "qs",
        [
          ["key", "k"],
          ["page", 2],
        ],
      ],
      [
        "body",
        [
          ["a", 1],
          ["...", "attach:parameters.more"],
          ["b", 2],
        ],
      ],
    ]);
  });

  test("a value that is no object overrides", () => {
    const { plain } = attachOf({ body: { a: 1 }, timeout: 100 }, { url, body: "{{parameters.body}}", timeout: 200 });
    expect(plain("request")).toEqual([
      ["url", url],
      ["body", "attach:parameters.body"],
      ["timeout", 200],
    ]);
  });

  test("what is said of answers is merged at every depth", () => {
    const base = {
      response: { valid: "{{body.ok}}", error: { message: "{{body.error}}", 401: { message: "log in" } } },
    };
    const { plain } = attachOf(base, { url, response: { error: { 401: { type: "ConnectionError" } } } });
    expect(plain("valid")).toBe("base:body.ok");
    expect(plain("error")).toEqual([
      ["message", "base:body.error"],
      [
        "401",
        [
          ["message", "log in"],
          ["type", "ConnectionError"],
        ],
      ],
    ]);
  });

  test("what must not be logged is added up", () => {
    const base = { log: { sanitize: ["request.headers.authorization"] } };
    const { plain } = attachOf(base, { url, log: { sanitize: ["response.body.token"] } });
    expect(plain("sanitize")).toEqual(["request.headers.authorization", "response.body.token"]);
  });
});

test("a finding in what is inherited is reported once, in the base", () => {
  const base = { baseUrl: "https://a.example", headers: { a: "{{uper(connection.key)}}" } };
  const texts = {
    "webhook.iml.json": `{"uid": "{{item.user}}"}`,
    "base.iml.json": JSON.stringify(base),
    "attach.iml.json": `{"url": "/hooks"}`,
    "detach.iml.json": `{"url": "/hooks"}`,
  };
  const files = filesInMemory(texts);
  const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
  expect(diagnostics).toMatchObject([{ code: "unknown-function", uri: "base.iml.json" }]);
});

test("an attach that declares nothing inherits nothing and is none", () => {
  for (const text of ["{}", "[]", "// nothing\n", "{ /* nothing */ }", ""]) {
    const files = filesInMemory({
      "webhook.iml.json": `{"uid": "{{item.user}}"}`,
      "base.iml.json": `{"baseUrl": "https://a.example"}`,
      "attach.iml.json": text,
    });
    const { apps, diagnostics } = analyzeProject(findProject(files, ["."]), files);
    expect(diagnostics.filter(({ code }) => code !== "empty-manifest")).toEqual([]);
    expect(apps[0]?.webhooks[0]?.attach?.program).toBeUndefined();
  }
});
