import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toFetch } from "../../runtime/adapters/fetch.ts";
import type { RawRequest, Reply } from "../../runtime/http/message.ts";
import type { Listening } from "../../runtime/http/node.ts";
import { serveRaw } from "./raw.ts";

const LIMIT = 100_000;

const seen: RawRequest[] = [];
const handle = async (request: RawRequest): Promise<Reply> => {
  seen.push(request);
  return { status: 200, headers: {}, body: "ok" };
};

let server: Listening;
beforeAll(async () => {
  server = await serveRaw(handle, { body: LIMIT });
});
afterAll(() => server.close());

type Answered = { readonly status: number; readonly code: string };

/** What becomes of a body: the status, and the code of a refusal. */
type Ask = (body: Uint8Array, encoding: string, headers?: Record<string, string>) => Promise<Answered>;

const overHttp: Ask = async (body, encoding, headers = {}) =>
  answered(await fetch(`http://127.0.0.1:${server.port}/`, posting(body, encoding, headers)));
const byFetch: Ask = async (body, encoding, headers = {}) =>
  answered(
    await toFetch({ fetch: handle }, LIMIT)(new Request("https://a.example/", posting(body, encoding, headers))),
  );

function posting(body: Uint8Array, encoding: string, headers: Record<string, string>): RequestInit {
  return { method: "POST", body: Buffer.from(body), headers: { "content-encoding": encoding, ...headers } };
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, code: text === "ok" ? "" : JSON.parse(text).error.code };
}

const ok = { status: 200, code: "" };
const tooLarge = { status: 413, code: "body-too-large" };
const broken = { status: 400, code: "body-unreadable" };
const unknown = { status: 415, code: "content-encoding" };

const text = Buffer.from('{"häi":[1,2,3]}'.repeat(100));
const zeros = (length: number) => Buffer.alloc(length);

const everywhere = {
  gzip: gzipSync,
  "x-gzip": gzipSync,
  GZip: gzipSync,
  deflate: deflateSync,
} as const;
const onNode = { br: brotliCompressSync, zstd: zstdCompressSync } as const;

describe.each<[string, Ask, Readonly<Record<string, (body: Uint8Array) => Uint8Array>>]>([
  ["the server", overHttp, { ...everywhere, ...onNode }],
  ["toFetch", byFetch, everywhere],
])("%s", (_where, ask, compressions) => {
  describe.each(Object.entries(compressions))("reads %s", (encoding, compress) => {
    it("as the bytes that were meant, with no word of how they came", async () => {
      expect(await ask(compress(text), encoding, { "content-type": "application/json" })).toEqual(ok);
      const request = seen.at(-1);
      expect(Buffer.from(request?.body ?? [])).toEqual(text);
      expect(request?.headers).toMatchObject({ "content-type": "application/json" });
      expect(Object.keys(request?.headers ?? {})).not.toContain("content-encoding");
      expect(Object.keys(request?.headers ?? {})).not.toContain("content-length");
    });

    it("up to the limit, counted when it is uncompressed", async () => {
      expect(await ask(compress(zeros(LIMIT)), encoding)).toEqual(ok);
      expect(await ask(compress(zeros(LIMIT + 1)), encoding)).toEqual(tooLarge);
      expect(await ask(compress(zeros(300 * LIMIT)), encoding)).toEqual(tooLarge);
    });

    it("only whole, and only if it is that", async () => {
      const whole = compress(text);
      expect(await ask(whole.subarray(0, -5), encoding)).toEqual(broken);
      expect(await ask(whole.subarray(0, 3), encoding)).toEqual(broken);
      expect(await ask(text, encoding)).toEqual(broken);
    });
  });

  it("reads two codings, in the order in which they were made", async () => {
    expect(await ask(gzipSync(deflateSync(text)), "deflate, gzip")).toEqual(ok);
    expect(Buffer.from(seen.at(-1)?.body ?? [])).toEqual(text);
    expect(await ask(gzipSync(deflateSync(text)), "gzip, deflate")).toEqual(broken);
    expect(await ask(gzipSync(gzipSync(zeros(LIMIT + 1))), "gzip, gzip")).toEqual(tooLarge);
  });

  it.each([
    ["three codings", gzipSync(gzipSync(gzipSync(text))), "gzip, gzip, gzip"],
    ["a coding that nobody knows", text, "zip"],
    ["a name of JavaScript's", text, "constructor"],
    ["one that is known behind one that is not", gzipSync(text), "zip, gzip"],
    ["deflate without its wrapping, by another name", deflateRawSync(text), "deflate-raw"],
  ])("refuses %s", async (_what, body, encoding) => {
    expect(await ask(body, encoding)).toEqual(unknown);
  });

  it("leaves a body alone that says it is as it was meant", async () => {
    expect(await ask(text, "identity")).toEqual(ok);
    expect(Buffer.from(seen.at(-1)?.body ?? [])).toEqual(text);
  });
});

describe("memory", () => {
  it("of a window larger than a content coding may have is not given", async () => {
    const params = { [constants.ZSTD_c_windowLog]: 24 };
    expect(await overHttp(zstdCompressSync(Buffer.alloc(20_000_000), { params }), "zstd")).toEqual(broken);
  });

  it("of a hundred bombs at once is that of their compressed bytes", async () => {
    const gigabyte = bomb(256);
    const before = process.memoryUsage().rss;
    let most = before;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 5);
    const all = await Promise.all(Array.from({ length: 100 }, () => overHttp(gigabyte, "gzip")));
    clearInterval(watching);
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([413]));
    expect(most - before).toBeLessThan(200_000_000);
  });
});

/** So many megabytes of nothing, a thousandth of that in gzip. */
function bomb(megabytes: number): Buffer {
  return Buffer.concat(Array.from({ length: megabytes }, () => gzipSync(zeros(1 << 20))));
}
