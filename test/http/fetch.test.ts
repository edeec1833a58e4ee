import { describe, expect, it } from "vitest";
import { toFetch } from "../../runtime/adapters/fetch.ts";
import type { RawRequest, Reply } from "../../runtime/http/message.ts";

function serving(reply: Reply) {
  const seen: RawRequest[] = [];
  const fetch = async (request: RawRequest) => {
    seen.push(request);
    return reply;
  };
  const handle = toFetch({ fetch }, 1000);
  return { seen, handle };
}

describe("a Request", () => {
  it("becomes a raw request", async () => {
    const { seen, handle } = serving({ status: 200, headers: {}, body: "ok" });
    const headers = { "X-Kind": "k", "content-type": "application/json" };
    await handle(new Request("https://hooks.example/hooks/a%20b/c?d=e", { method: "PUT", headers, body: "häi" }));
    await handle(new Request("https://hooks.example/hooks"));
    expect(seen[0]).toMatchObject({
      method: "PUT",
      url: "/hooks/a%20b/c?d=e",
      headers: { "x-kind": "k", "content-type": "application/json" },
    });
    expect(new TextDecoder().decode(seen[0]?.body)).toBe("häi");
    expect(seen[1]?.body).toHaveLength(0);
  });

  it.each([
    [1000, 200],
    [1001, 413],
  ])("may have %i bytes: %i", async (bytes, status) => {
    const { seen, handle } = serving({ status: 200, headers: {}, body: "ok" });
    expect((await handle(new Request("https://a.example/", { method: "POST", body: "x".repeat(bytes) }))).status).toBe(
      status,
    );
    expect(seen).toHaveLength(status === 200 ? 1 : 0);
  });

  it("that never ends is cut at the limit", async () => {
    const { handle } = serving({ status: 200, headers: {}, body: "ok" });
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(100)) });
    const request = new Request("https://a.example/", { method: "POST", body: endless, duplex: "half" } as RequestInit);
    expect((await handle(request)).status).toBe(413);
  });
});

describe("a reply", () => {
  it("becomes a Response", async () => {
    const { handle } = serving({ status: 255, headers: { "content-type": "text/plain", "x-a": "1" }, body: "ok" });
    const response = await handle(new Request("https://a.example/"));
    expect([response.status, response.headers.get("x-a"), await response.text()]).toEqual([255, "1", "ok"]);
  });

  it.each([204, 205, 304])("of status %i has no body", async (status) => {
    const { handle } = serving({ status, headers: {}, body: "" });
    const response = await handle(new Request("https://a.example/"));
    expect([response.status, response.body]).toEqual([status, null]);
  });

  it("to HEAD has no body", async () => {
    const { handle } = serving({ status: 200, headers: {}, body: "ok" });
    expect((await handle(new Request("https://a.example/", { method: "HEAD" }))).body).toBeNull();
  });
});
