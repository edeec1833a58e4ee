import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromium } from "../../chromium.ts";
import { adminToken, until } from "../../e2e/server.ts";
import { seriousViolations } from "../playground/browser.ts";
import { type Visit, visitInspector } from "./visit.ts";
import { openWorld, planted, type World } from "./world.ts";

describe.skipIf(chromium() === undefined)("the inspector in a browser", () => {
  let world: World;
  let visit: Visit;
  /** The subscription of Ada, whose uid is 7. */
  let ada: string;

  beforeAll(async () => {
    world = await openWorld();
    ada = await world.subscribe("ada", 7);
    visit = await visitInspector(world.server.url);
  });

  afterAll(async () => {
    await visit.close();
    await world.close();
  });

  test("asks for the token, and keeps it for this tab only", async () => {
    const { page, heading, button } = visit;
    await page.getByLabel("Admin token").fill("not the token");
    await button("Go on").click();
    await page.getByText("does not take this token").waitFor();
    await page.getByLabel("Admin token").fill(adminToken);
    await button("Go on").click();
    await heading("Live");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Live");
    await page.reload();
    await heading("Live");
    expect([page.url().includes(adminToken), (await page.content()).includes(adminToken)]).toEqual([false, false]);
    expect(await page.evaluate("localStorage.length")).toBe(0);
  });

  test("shows live what happens, and leads from an event to the story of its request", async () => {
    const { page, heading, look, row } = visit;
    await page.getByText("Following.").waitFor();
    expect(await world.send({ user: 7, text: "one" }, { user: 8, text: "whose?" })).toBe(200);
    for (const state of ["received", "owned", "unowned", "delivered"]) await row(state).waitFor();
    await look();
    await row("received").getByRole("link").click();
    await heading("Request to shop/webhook");
    await row("7", "ada", "delivered").waitFor();
    await row("8", "no connection has its uid").waitFor();
    await page.getByText("The uid 7 is that of the subscription").waitFor();
    await page.getByText("Item 2, uid 8").click();
    await page.getByText("No connection of the app shop has the uid 8").waitFor();
    await page.locator(".steps code", { hasText: "webhook.iml.json:5:" }).first().waitFor();
  });

  test("puts a delivery that was given up back, which then arrives", async () => {
    const { page, go, heading, told, look, row, button } = visit;
    world.answer(500);
    await world.send({ user: 7, text: "refused" });
    await page.locator("#to-dead-letters .count", { hasText: "1" }).waitFor();
    await go("dead-letters", "Dead letters");
    await look();
    await row("shop/webhook").getByRole("link").click();
    await heading("Dead letter of shop/webhook");
    expect(await page.locator(".cards tbody tr").count()).toBe(2);
    world.answer(204);
    await button("Redrive").click();
    await told("Back in its lane");
    await heading("Delivery to shop/webhook, uid 7");
    await until(
      async () => {
        await page.reload();
        await heading("Delivery to shop/webhook, uid 7");
        return (await page.locator(".facts .badge", { hasText: "delivered" }).count()) > 0;
      },
      30_000,
      "the delivery",
    );
  });

  test("puts back all that a filter lets through, once that was confirmed", async () => {
    const { page, go, told, button, confirm } = visit;
    world.answer(500);
    await world.send({ user: 7, text: "a" }, { user: 7, text: "b" });
    await go("deliveries?state=dead", "Deliveries");
    await until(
      async () => {
        await button("Refresh").click();
        return (await page.locator("tbody tr").count()) === 2;
      },
      30_000,
      "two that were given up",
    );
    world.answer(204);
    await go(`dead-letters?subscription=${ada}`, "Dead letters");
    await button("Redrive all").click();
    await page.getByRole("dialog").getByText("of the subscription").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("tbody tr").count()).toBe(2);
    await button("Redrive all").click();
    await confirm("Redrive all");
    await told("2 deliveries put back.");
    await page.getByText("Nothing is as the filter says.").waitFor();
  });

  test("replays a request as it came, and edited, with its secrets put back", async () => {
    const { page, go, heading, told, row, button, confirm } = visit;
    await go("requests", "Requests");
    await row("2 items").getByRole("link").first().click();
    await heading("Request to shop/webhook");
    const body = page.getByLabel("Body: JSON");
    const text = await body.inputValue();
    expect(text).toContain('"token": "[redacted 1]"');
    for (const secret of Object.values(planted)) expect(text).not.toContain(secret);
    await body.fill(text.replace('"text": "a"', '"text": "edited"'));
    await page.getByLabel("Headers to put in").fill("x-note: by hand");
    await button("Replay edited").click();
    await confirm("Replay edited");
    await told("Replayed as a new request: 2 owned.");
    await page.locator(".facts pre", { hasText: "x-note: by hand" }).waitFor({ state: "attached" });
    await page.locator("summary", { hasText: "headers" }).click();
    await page.getByText("x-note: by hand").waitFor();
    // What is told is the same as the first time, so that only the address says that it is done.
    const edited = page.url();
    await button("Replay as it came").click();
    await confirm("Replay as it came");
    await page.waitForURL((url) => url.href !== edited);
    await told("Replayed as a new request: 2 owned.");
  });

  test("shows what nobody has, and who is connected", async () => {
    const { page, go, heading, look, row } = visit;
    await go("unowned", "Unowned");
    await row("8", "no connection has its uid").getByRole("link").first().click();
    await heading("Unowned item of shop/webhook");
    await page.getByText("whose?").waitFor();
    await page.getByRole("heading", { name: "What would be delivered" }).waitFor();
    await go("connections", "Connections");
    await row("ada", "7").waitFor();
    await look();
  });

  test("disables, enables and detaches a subscription", async () => {
    const { page, go, heading, told, row, button, confirm } = visit;
    await go("subscriptions", "Subscriptions");
    await row("ada", "attached").getByRole("link").click();
    await heading("Subscription of ada to shop/webhook");
    await button("Disable").click();
    await told("its deliveries wait");
    await page.locator(".badge", { hasText: "disabled" }).waitFor();
    await button("Enable").click();
    await button("Disable").waitFor();
    await button("Detach").click();
    await confirm("Detach");
    await told("The subscription is detached.");
    await page.locator(".facts .badge", { hasText: "detached" }).waitFor();
    expect(world.service.asked.at(-1)).toMatchObject({ method: "DELETE", url: "/hooks/h1" });
  });

  test("compares another text of a manifest over the requests that came", async () => {
    const { page, go, look, row, button } = visit;
    await go("plan", "Compare manifests");
    await page.getByRole("link", { name: "shop/webhook", exact: true }).waitFor();
    const manifest = page.getByLabel("webhook.iml.json, as it would be");
    const text = await manifest.inputValue();
    await manifest.fill(text.replace('"{{item.text}}"', '"{{upper(item.text)}}"'));
    await button("Compare").click();
    await page.getByRole("heading", { name: "output text" }).waitFor();
    await row('"WHOSE?"').waitFor();
    await look();
    await manifest.fill(text.replace("item.text", "uper(item.text)"));
    await button("Compare").click();
    await page.locator(".notice", { hasText: "The manifest has errors" }).waitFor();
    await page.getByText("unknown-function").waitFor();
    await look();
  });

  test("says what is wrong where there is nothing", async () => {
    const { page, button } = visit;
    await page.evaluate("location.hash = '#/requests/nowhere'");
    await page.getByText("There is no request nowhere.").waitFor();
    await button("Try again").waitFor();
  });

  const everywhere = [
    ["live", "Live"],
    ["requests", "Requests"],
    ["deliveries", "Deliveries"],
    ["dead-letters", "Dead letters"],
    ["unowned", "Unowned"],
    ["connections", "Connections"],
    ["subscriptions", "Subscriptions"],
    ["plan", "Compare manifests"],
  ] as const;

  test.each(["light", "dark"] as const)(
    "axe finds nothing serious in %s, and nothing is wider than a phone",
    async (colorScheme) => {
      const { page, go, heading, row } = visit;
      await page.emulateMedia({ colorScheme });
      for (const [view, title] of everywhere) {
        await page.setViewportSize({ width: 1280, height: 1000 });
        await go(view, title);
        expect([view, await seriousViolations(page)]).toEqual([view, []]);
        await page.setViewportSize({ width: 390, height: 800 });
        expect([view, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([view, 390]);
      }
      await page.setViewportSize({ width: 1280, height: 1000 });
      await go(`subscriptions/${ada}`, "Subscription of ada");
      expect(await seriousViolations(page)).toEqual([]);
      await go("requests", "Requests");
      await row("2 items").getByRole("link").first().click();
      await heading("Request to shop/webhook");
      expect(await seriousViolations(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 800 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    },
  );

  test("no secret was ever in the page, nothing was asked for elsewhere, and the browser had nothing to complain of", () => {
    const { drawn, complaints } = visit;
    expect(drawn.length).toBeGreaterThan(20);
    const all = drawn.join("\n");
    for (const [name, secret] of Object.entries(planted)) expect([name, all.includes(secret)]).toEqual([name, false]);
    expect(complaints).toEqual([]);
  });
});
