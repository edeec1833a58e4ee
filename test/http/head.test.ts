import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RawRequest } from "../../runtime/http/message.ts";
import type { Listening } from "../../runtime/http/node.ts";
import { answerTo, serveRaw } from "./raw.ts";

let seen: RawRequest[] = [];
let server: Listening;
beforeAll(async () => {
  server = await serveRaw(async (request) => {
    seen.push(request);
    return { status: 200, headers: {}, body: request.url };
  });
});
afterAll(() => server.close());

async function ask(
  ...lines: readonly string[]
): Promise<{ readonly answers: readonly string[]; readonly seen: RawRequest[] }> {
  seen = [];
  const answer = await answerTo(server.port, lines.join("\r\n"), 150);
  return { answers: [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status ?? ""), seen };
}

const post = ["POST / HTTP/1.1", "host: a", "content-length: 2"];

describe("a header that is repeated", () => {
  it.each([
    ["content-type", "application/json", "text/plain"],
    ["content-type", "application/json", "application/json"],
    ["Content-Encoding", "gzip", "gzip"],
    ["Authorization", "Bearer a", "Bearer b"],
    ["host", "b", "c"],
    ["content-length", "2", "2"],
  ])("is refused where it says how a request is read: %s %s, %s", async (name, one, other) => {
    const { answers, seen: read } = await ask(...post, `${name}: ${one}`, `${name.toUpperCase()}: ${other}`, "", "{}");
    expect(answers[0]).toBe("400");
    expect(read).toEqual([]);
  });

  it("is joined where it is a list, so that nothing is lost", async () => {
    const lines = ["x-signature: a", "X-Signature: b", "cookie: a=1", "cookie: b=2", "user-agent: a", "user-agent: b"];
    const { seen: read } = await ask(...post, ...lines, "", "{}");
    expect(read[0]?.headers).toMatchObject({ "x-signature": "a, b", cookie: "a=1; b=2", "user-agent": "a, b" });
  });

  it("is a header like any other if JavaScript knows its name", async () => {
    const { seen: read } = await ask(...post, "__proto__: a", "__proto__: b", "constructor: c", "", "{}");
    const headers = read[0]?.headers ?? {};
    expect(Object.hasOwn(headers, "__proto__") && Reflect.get(headers, "__proto__")).toBe("a, b");
    expect(Reflect.get(headers, "constructor")).toBe("c");
  });
});

describe("where a request ends", () => {
  it.each(["gzip, chunked", "identity", "chunked, chunked", "xchunked"])(
    "is not said by the transfer-encoding %s",
    async (coding) => {
      const { answers, seen: read } = await ask(
        "POST / HTTP/1.1",
        "host: a",
        `transfer-encoding: ${coding}`,
        "",
        "0",
        "",
        "",
      );
      expect(["400", "501"]).toContain(answers[0]);
      expect(read).toEqual([]);
    },
  );

  it.each([
    ["a length and chunks", [...post, "transfer-encoding: chunked", "", "0", "", ""]],
    [
      "chunks and a length",
      ["POST / HTTP/1.1", "host: a", "transfer-encoding: chunked", "content-length: 2", "", "0", "", ""],
    ],
    [
      "two transfer-encodings",
      ["POST / HTTP/1.1", "host: a", "transfer-encoding: chunked", "transfer-encoding: identity", "", "0", "", ""],
    ],
    ["chunks in HTTP/1.0", ["POST / HTTP/1.0", "host: a", "transfer-encoding: chunked", "", "0", "", ""]],
    ["a length with a sign", ["POST / HTTP/1.1", "host: a", "content-length: +2", "", "{}"]],
    ["a length in hexadecimal", ["POST / HTTP/1.1", "host: a", "content-length: 0x2", "", "{}"]],
    ["a chunk of no size", ["POST / HTTP/1.1", "host: a", "transfer-encoding: chunked", "", "zz", "{}", "0", "", ""]],
    [
      "a folded header",
      ["POST / HTTP/1.1", "host: a", "content-type: text/plain;", " charset=utf-8", "content-length: 0", "", ""],
    ],
  ])("is not guessed: %s", async (_what, lines) => {
    const { answers, seen: read } = await ask(...lines);
    expect(["400", "501"]).toContain(answers[0]);
    expect(read).toEqual([]);
  });

  it("is known of each of several requests that come at once", async () => {
    const one = (path: string, more = "") => `POST ${path} HTTP/1.1\r\nhost: a\r\n${more}content-length: 2\r\n\r\n{}`;
    const all = one("/1") + one("/2") + one("/3", "connection: close\r\n");
    const answer = await answerTo(server.port, all, 10_000);
    expect([...answer.matchAll(/^\/(\d)/gm)].map(([, n]) => n)).toEqual(["1", "2", "3"]);
  });
});

describe("HTTP/1.0", () => {
  it("needs no host, and its connection ends with the answer", async () => {
    const answer = await answerTo(server.port, "GET /a HTTP/1.0\r\n\r\n", 2000);
    expect(answer).toMatch(/^HTTP\/1\.1 200[\s\S]*connection: close[\s\S]*\/a$/i);
  });
});

describe("the target of a request", () => {
  it.each([
    ["/a/../b?c", "/a/../b?c"],
    ["http://hooks.example/a/../b?c=d", "/a/../b?c=d"],
    ["HTTPS://user@hooks.example:8080/a%2fb", "/a%2fb"],
    ["http://hooks.example", "/"],
    ["http://hooks.example?a=/b", "/?a=/b"],
    ["//hooks.example/a", "//hooks.example/a"],
  ])("%s is %s", async (target, url) => {
    const { seen: read } = await ask(`GET ${target} HTTP/1.1`, "host: a", "", "");
    expect(read[0]?.url).toBe(url);
  });
});
