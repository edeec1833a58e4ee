import { describe, expect, it } from "vitest";
import { raw, start } from "./running.ts";

const inspector = new Map([
  ["index.html", { type: "text/html; charset=utf-8", text: "<!doctype html><title>t</title>" }],
  ["assets/a.js", { type: "text/javascript; charset=utf-8", text: "export {};" }],
]);

describe("the page of the inspector", () => {
  it("needs no token, and lets nothing in but its own files", async () => {
    const { app } = await start({ inspector });
    const page = await app.fetch(raw("GET", "/inspector/?a=b", {}));
    expect(page).toMatchObject({ status: 200, body: inspector.get("index.html")?.text });
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'.*require-trusted-types-for 'script'/,
      ),
    });
    expect(await app.fetch(raw("GET", "/inspector/assets/a.js", {}))).toMatchObject({
      status: 200,
      body: "export {};",
    });
  });

  it("is led to from its address without the slash", async () => {
    const { app } = await start({ inspector });
    expect(await app.fetch(raw("GET", "/inspector", {}))).toMatchObject({
      status: 308,
      headers: { location: "/inspector/" },
    });
  });

  it("has no other files, and takes no other methods", async () => {
    const { app } = await start({ inspector });
    for (const [method, path, status] of [
      ["GET", "/inspector/nothing.js", 404],
      ["GET", "/inspector/../secret", 404],
      ["GET", "/inspector/__proto__", 404],
      ["GET", "/inspectors", 404],
      ["POST", "/inspector/", 405],
    ] as const)
      expect([path, (await app.fetch(raw(method, path, {}))).status]).toEqual([path, status]);
  });

  it("is nowhere where it was not built", async () => {
    const { app } = await start();
    expect((await app.fetch(raw("GET", "/inspector/", {}))).status).toBe(404);
  });

  it.each([
    ["text/html; charset=utf-8", "sandbox"],
    ["image/svg+xml", "sandbox"],
    ["text/plain", undefined],
    ["application/json", undefined],
  ])("shares its origin with webhooks whose answers run nothing: %s", async (type, policy) => {
    const communication = {
      respond: () => ({ type: "text", headers: { "content-type": type }, body: "<script>1</script>" }),
      places: {},
    };
    const { hook } = await start({
      inspector,
      apps: [{ id: "app", webhooks: { hook: { communication } }, connections: {} }],
    });
    const { headers } = await hook({}, "/hooks/app/hook");
    expect([headers["content-type"], headers["content-security-policy"]]).toEqual([type, policy]);
  });
});
