import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { serveRaw } from "../http/raw.ts";

const gigabyte = 1 << 30;
const megabyte = Buffer.alloc(1 << 20);

/** Each comes to a gigabyte and more of nothing. */
const bombs: Readonly<Record<string, () => Buffer>> = {
  gzip: () => Buffer.concat(Array(gigabyte / megabyte.length).fill(gzipSync(megabyte))),
  "gzip, gzip": () => gzipSync(bombs.gzip?.() ?? ""),
  br: () => brotliCompressSync(Buffer.alloc(gigabyte), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

test.each(Object.entries(bombs))(
  "a bomb in %s is stopped at the limit, with less than 64 MB of memory",
  async (encoding, make) => {
    const body = new Uint8Array(make());
    const server = await serveRaw(async () => ({ status: 200, headers: {}, body: "ok" }));
    const ask = async () => {
      const headers = { "content-encoding": encoding };
      const { status } = await fetch(`http://127.0.0.1:${server.port}/`, {
        method: "POST",
        headers,
        body,
      });
      return status;
    };
    await ask();
    const before = process.memoryUsage().rss;
    let most = before;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 1);
    for (let n = 0; n < 20; n += 1) expect(await ask()).toBe(413);
    clearInterval(watching);
    await server.close();
    console.info(`${encoding}: ${body.length} bytes sent, ${Math.round((most - before) / 1e6)} MB of memory`);
    expect(most - before).toBeLessThan(64_000_000);
  },
  300_000,
);
