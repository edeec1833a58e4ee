import { describe, expect, test } from "vitest";
import { behind, opened, textOf } from "./shop.ts";

/** What is offered at `|` in the first of some files that are put into the shop. */
function offered(files: Readonly<Record<string, string>>) {
  const { service, uri, offset } = opened(files);
  return service.complete(uri, offset);
}

function labels(files: Readonly<Record<string, string>>): readonly string[] {
  return offered(files).map(({ label }) => label);
}

describe("the names of headers", () => {
  test("that a request is sent with, but for those that are there in any case", () => {
    const found = labels({ "attach.iml.json": '{"headers": {"Accept": "*/*", "|"}}' });
    expect(found).toEqual(expect.arrayContaining(["authorization", "content-type", "x-api-key"]));
    for (const name of ["accept", "retry-after", "content-length", "host"]) expect(found).not.toContain(name);
  });

  test("that a request is answered with", () => {
    for (const marked of ['{"respond": {"headers": {"|', '{"verification": {"respond": {"headers": {|}}}}']) {
      const found = labels({ "webhook.iml.json": marked });
      expect(found).toEqual(expect.arrayContaining(["content-type", "retry-after", "cache-control"]));
      expect(found).not.toContain("authorization");
    }
  });

  test("of a page are those of a request", () => {
    const marked = '{"url": "https://x.test", "response": {}, "pagination": {"headers": {"|"}}}';
    expect(labels({ "attach.iml.json": marked })).toContain("authorization");
  });

  test("come with a value, where some are usual", () => {
    const found = offered({ "attach.iml.json": '{"headers": {"|"}}' });
    const snippet = (name: string) => found.find(({ label }) => label === name)?.snippet;
    expect(snippet("content-type")).toMatch(/^"content-type": "\$\{1\|application\/json,.*\|\}"$/);
    expect(snippet("authorization")).toBe('"authorization": "Bearer {{$1\\}\\}"');
    expect(snippet("user-agent")).toBe('"user-agent": "{{$1\\}\\}"');
  });

  test("are explained", () => {
    const { service, offset } = behind("attach.iml.json", '"author');
    expect(service.hover("attach.iml.json", offset)?.text).toBe("Who asks.");
  });
});

describe("the values of headers", () => {
  test("where some are usual, of a name in any case", () => {
    const marked = '{"headers": {"Content-Type": "|"}}';
    expect(labels({ "attach.iml.json": marked })).toEqual(
      expect.arrayContaining(["application/json", "text/plain; charset=utf-8", "{{…}}"]),
    );
    const bearer = offered({ "attach.iml.json": '{"headers": {"authorization": |}}' });
    expect(bearer.find(({ label }) => label === "Bearer {{…}}")?.snippet).toBe('"Bearer {{$1\\}\\}"');
    expect(labels({ "attach.iml.json": '{"headers": {"accept": ["|"]}}' })).toContain("application/json");
  });

  test("of others an expression only", () => {
    expect(labels({ "attach.iml.json": '{"headers": {"x-own": "|"}}' })).toEqual(["{{…}}"]);
    expect(labels({ "attach.iml.json": '{"qs": {"accept": "|"}}' })).toEqual(["{{…}}"]);
  });
});

describe("headers that are read", () => {
  test("of a request, in backticks and in quotes", () => {
    const found = offered({ "webhook.iml.json": '{"condition": "{{headers.|}}"}' });
    expect(found.find(({ label }) => label === "x-request-id")?.snippet).toBe("`x-request-id`");
    expect(found.find(({ label }) => label === "host")?.snippet).toBe("host");
    expect(found.map(({ label }) => label)).not.toContain("retry-after");
    const quoted = offered({ "webhook.iml.json": '{"condition": "{{headers[\'x-|\']}}"}' });
    expect(quoted.find(({ label }) => label === "x-request-id")?.snippet).toBe("x-request-id");
  });

  test("of an answer", () => {
    const marked = '{"url": "https://x.test", "response": {"data": {"after": "{{headers.|}}"}}}';
    const found = labels({ "attach.iml.json": marked });
    expect(found).toEqual(expect.arrayContaining(["retry-after", "etag"]));
    expect(found).not.toContain("authorization");
  });

  test("first those that tests send, then those of the signature", () => {
    const config = textOf("imlc.json").replace(
      '"dedupe"',
      '"signature": { "scheme": "github", "secrets": ["SECRET"] }, "dedupe"',
    );
    const hookTest = {
      steps: [
        { request: { headers: { "X-Shop-Event": "paid", "X-GitHub-Event": "push" }, body: {} } },
        {
          attach: {},
          service: [{ request: { headers: { "x-of-service": "1" } }, answer: { headers: { "x-of-it": "1" } } }],
        },
      ],
    };
    const found = offered({
      "webhook.iml.json": '{"uid": "{{headers.|}}"}',
      "imlc.json": config,
      "tests/paid.hook-test.json": JSON.stringify(hookTest),
    });
    expect(found.slice(0, 4).map(({ label, doc }) => [label, doc])).toEqual([
      ["x-github-event", expect.stringMatching(/Sent in `tests\/paid\.hook-test\.json`\.$/)],
      ["x-shop-event", "Sent in `tests/paid.hook-test.json`."],
      ["x-github-delivery", expect.any(String)],
      ["x-github-hook-id", expect.any(String)],
    ]);
    const all = found.map(({ label }) => label);
    expect(all).toContain("x-hub-signature-256");
    for (const name of ["x-of-service", "x-of-it"]) expect(all).not.toContain(name);
    expect(new Set(all).size).toBe(all.length);
  });

  test("of a signature of the app's own", () => {
    const custom = {
      scheme: "custom",
      header: "X-Sig",
      algorithm: "sha256",
      encoding: "hex",
      signed: "{{headers.`X-Sent-At`}}.{{rawBody}}",
      secrets: ["SECRET"],
    };
    const found = labels({
      "webhook.iml.json": '{"uid": "{{headers.|}}"}',
      "imlc.json": JSON.stringify({ webhook: { signature: custom } }),
    });
    expect(found.slice(0, 2).sort()).toEqual(["x-sent-at", "x-sig"]);
  });

  test("are explained", () => {
    const { service, uri, offset } = opened({ "webhook.iml.json": '{"uid": "{{headers.`X-Forwarded-|For`}}"}' });
    expect(service.hover(uri, offset)?.text).toContain("The addresses that the request has passed through");
  });

  test("nothing of a key that is only called headers", () => {
    expect(labels({ "webhook.iml.json": '{"uid": "{{item.headers.|}}"}' })).toEqual([]);
    expect(labels({ "webhook.iml.json": '{"uid": "{{item.headers[\'|\']}}"}' })).toEqual([]);
  });
});
