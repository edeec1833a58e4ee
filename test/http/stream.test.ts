import { afterEach, expect, it } from "vitest";
import { type Listening, listen } from "../../runtime/http/node.ts";

const open: Listening[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A server whose answers come from this, and how often one of them was ended early. */
async function serving(next: () => Promise<IteratorResult<string>>) {
  let ended = 0;
  const iterator: AsyncIterator<string> = {
    next,
    async return() {
      ended += 1;
      return { done: true, value: undefined };
    },
  };
  const stream: AsyncIterable<string> = { [Symbol.asyncIterator]: () => iterator };
  const reply = { status: 200, headers: { "content-type": "text/plain" }, body: "", stream };
  const server = await listen(async () => reply, { host: "127.0.0.1", port: 0, limits: { drain: 200 } });
  open.push(server);
  return { url: `http://127.0.0.1:${server.port}`, ended: () => ended };
}

it("an answer comes bit by bit, and ends", async () => {
  const parts = ["one ", "two ", "thrée"];
  const { url } = await serving(async () => {
    const value = parts.shift();
    return value === undefined ? { done: true, value } : { done: false, value };
  });
  const response = await fetch(url);
  expect([response.status, await response.text()]).toEqual([200, "one two thrée"]);
});

it("its head comes at once, before there is anything to tell; a client that goes away ends it", async () => {
  const { url, ended } = await serving(() => new Promise(() => undefined));
  const leaving = new AbortController();
  const response = await fetch(url, { signal: leaving.signal });
  expect([response.status, response.headers.get("content-type"), ended()]).toEqual([200, "text/plain", 0]);
  leaving.abort();
  await expect.poll(ended).toBe(1);
});

it("what it is made of may fail: the connection ends", async () => {
  const { url } = await serving(() => Promise.reject(new Error("lost")));
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
});
