import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hop, nextHop } from "../../runtime/http/redirect.ts";

const secrets = { authorization: "a", cookie: "b", "x-api-key": "c", "idempotency-key": "d", "x-anything": "e" };

function hop(url: string): Hop {
  return { method: "GET", url: new URL(url), headers: { ...secrets, accept: "text/plain" }, body: undefined };
}

const from = "https://api.example.com:8443/a";

describe("what goes along to where a redirect leads", () => {
  it.each([
    ["another path", "/b", true],
    ["another path, in full", "https://api.example.com:8443/b", true],
    ["the name in capitals", "https://API.EXAMPLE.COM:8443/b", true],
    ["another scheme", "http://api.example.com:8443/b", false],
    ["another port", "https://api.example.com/b", false],
    ["another host", "https://www.example.com:8443/b", false],
    ["a host below", "https://x.api.example.com:8443/b", false],
    ["the host above", "https://example.com:8443/b", false],
    ["another host without a scheme", "//www.example.com:8443/b", false],
    ["a final dot", "https://api.example.com.:8443/b", false],
  ])("%s: credentials %s", (_what, location, along) => {
    const next = nextHop(hop(from), { status: 302, headers: { location } });
    expect(next?.headers).toEqual(along ? { ...secrets, accept: "text/plain" } : { accept: "text/plain" });
  });

  it("never gets a credential back that an earlier hop left behind", () => {
    const away = nextHop(hop(from), { status: 302, headers: { location: "https://evil.example/" } });
    if (away === undefined) throw new Error("The redirect leads nowhere.");
    const back = nextHop(away, { status: 302, headers: { location: from } });
    expect([back?.url.href, back?.headers]).toEqual([from, { accept: "text/plain" }]);
  });

  it("is nothing but plain headers on any other origin, whatever they are called", () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (location, headers) => {
        const next = nextHop({ ...hop(from), headers }, { status: 307, headers: { location } });
        if (next === undefined || next.url.origin === new URL(from).origin) return;
        const plain = ["accept", "accept-language", "user-agent"];
        expect(Object.keys(next.headers).filter((name) => !plain.includes(name.toLowerCase()))).toEqual([]);
      }),
    );
  });
});
