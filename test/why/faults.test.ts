import { afterEach, describe, expect, it } from "vitest";
import { decision, event, events, manifest, type Shop, type ShopOptions, shop, whyOf } from "./shop.ts";

const open: Shop[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Ada, whose uid is 7, is subscribed; the events have come. */
async function sent(options: ShopOptions, body: unknown = events, uid: string | number = 7, status = 204) {
  const one = await shop(options);
  open.push(one);
  const lane = await one.subscribe("ada", uid, status);
  await one.send(body);
  return { ...one, lane };
}

type Told = Readonly<Record<"stage", string> & Partial<Record<"place" | "said" | "advice", unknown>>>;

/** The story of the last request ends so. */
async function ends({ why }: Shop, outcome: string, step: Told): Promise<void> {
  const story = await why();
  const [item] = story.items;
  expect([item?.outcome ?? story.outcome, decision(story)]).toEqual([outcome, expect.objectContaining(step)]);
}

const has = (text: string) => expect.stringContaining(text);

describe("before there are items", () => {
  it("verification takes an event for a handshake", async () => {
    const condition = "{{body.type}}";
    const one = await sent({ webhook: { verification: { ...manifest.verification, condition } } });
    const said = has("took the request for a handshake");
    await ends(one, "handshake", { stage: "verification", place: one.placeOf(condition), said });
  });

  it("condition is false, and tells what it read", async () => {
    const one = await sent({}, { ...events, type: "others" });
    const place = one.placeOf(manifest.condition);
    await ends(one, "not-taken", { stage: "condition", place, said: has("`condition` is false") });
    expect(decision(await one.why())?.reads).toEqual([{ path: "body.type", value: '"others"' }]);
  });

  it("iterate names what is not there", async () => {
    const one = await sent({ webhook: { iterate: "{{body.Events}}" } });
    await ends(one, "empty", {
      stage: "iterate",
      place: one.placeOf("{{body.Events}}"),
      advice: "`body.Events` is not there; the body has `body.events`.",
    });
  });

  it("iterate gives an empty array", async () => {
    const one = await sent({}, { ...events, events: [] });
    await ends(one, "empty", { stage: "iterate", said: has("an empty array") });
  });

  it("iterate gives no array", async () => {
    const one = await sent({ webhook: { iterate: "{{body}}" } });
    const [step] = (await one.why()).steps.filter(({ stage }) => stage === "iterate");
    expect(step).toMatchObject({
      place: one.placeOf("{{body}}"),
      said: "`iterate` gave a collection where an array is expected, and that was taken for the only item.",
      advice: "The array may be `events` in it; have `iterate` name that.",
    });
    await ends(one, "unowned", { stage: "uid", advice: has("`item.user` is not there") });
  });

  it("an expression of the request fails", async () => {
    const one = await sent({ webhook: { condition: "{{parseJSON(body.type)}}" } });
    const { outcome, steps } = await one.why();
    expect([outcome, steps.at(-1)?.stage, steps.at(-1)?.said]).toEqual([
      "failed",
      "condition",
      has("`condition` failed"),
    ]);
  });
});

describe("whose an item is", () => {
  it("uid names what is not there", async () => {
    const one = await sent({ webhook: { uid: "{{item.user.ID}}" } });
    await ends(one, "unowned", {
      stage: "uid",
      place: one.placeOf("{{item.user.ID}}"),
      said: "`uid` gave nothing, so the item is nobody's.",
      advice: "`item.user.ID` is not there; the item has `item.user.id`.",
    });
  });

  it("uid names what holds the id, and not the id", async () => {
    const one = await sent({ webhook: { uid: "{{item.user}}" } });
    const said = has("`uid` gave a collection");
    await ends(one, "unowned", { stage: "uid", place: one.placeOf("{{item.user}}"), said });
  });

  it("uid gives a number that is no integer", async () => {
    const one = await sent({}, { ...events, events: [{ user: { id: 7.5 } }] });
    await ends(one, "unowned", { stage: "uid", said: has("a number that is no integer") });
  });

  it("the connection has the uid in another case", async () => {
    const one = await sent({}, { ...events, events: [{ user: { id: "u_ada" } }] }, "U_Ada");
    await ends(one, "unowned", {
      stage: "match",
      place: one.placeOf(manifest.uid),
      said: "No connection of the app `shop` has the uid `u_ada`; the nearest is `U_Ada`, of the connection `ada`.",
    });
  });

  it("the connection has the uid as a text with a zero before it", async () => {
    const one = await sent({}, events, "07");
    const said = "No connection of the app `shop` has the uid `7`; the nearest is `07`, of the connection `ada`.";
    await ends(one, "unowned", { stage: "match", place: one.placeOf(manifest.uid), said });
  });

  it("nobody has the uid, nor one like it", async () => {
    const one = await sent({}, events, "somebody-else");
    await ends(one, "unowned", { stage: "match", said: "No connection of the app `shop` has the uid `7`." });
  });

  it("the connection is not subscribed", async () => {
    const one = await shop();
    open.push(one);
    await one.server.admin("PUT", "/apps/shop/connections/ada", { uid: 7 });
    await one.send(events);
    const said = "The connection `ada` has the uid `7`, but no subscription of the webhook `webhook`.";
    await ends(one, "unowned", { stage: "match", said, advice: has("Subscribe it") });
  });

  it("the subscription has ended", async () => {
    const one = await sent({}, {});
    await one.server.admin("DELETE", `/subscriptions/${one.lane}`);
    await one.send(events);
    await ends(one, "unowned", { stage: "match", said: has(`\`${one.lane}\` is detached`) });
  });

  it("the user subscribed too late, and the webhook does not match late", async () => {
    const one = await shop();
    open.push(one);
    await one.send(events);
    await one.subscribe("ada", 7);
    await ends(one, "unowned", {
      stage: "match",
      said: has("had it not when the item came"),
      advice: has("`lateMatch`"),
    });
  });

  it("the user subscribed late, and the item waited", async () => {
    const one = await shop({ config: { lateMatch: true } });
    open.push(one);
    await one.send(events);
    one.server.clock.now += 60_000;
    const lane = await one.subscribe("ada", 7);
    await one.deliver(lane);
    const [item] = (await one.why()).items;
    expect([item?.outcome, item?.steps.find(({ stage }) => stage === "match")?.said]).toEqual([
      "delivered",
      has("Nobody had the uid `7` when the item came; it was kept"),
    ]);
  });

  it("the item concerns the app itself", async () => {
    const one = await sent({ config: { platformEvent: "{{item.text = 'one'}}" } });
    await ends(one, "platform", { stage: "platform", said: has("`platformEvent` is true") });
  });
});

describe("which items are taken", () => {
  it("iterate.condition leaves the item out", async () => {
    const condition = "{{item.text = 'two'}}";
    const one = await sent({ webhook: { iterate: { container: "{{body.events}}", condition } } });
    await ends(one, "left-out", { stage: "iterate", place: one.placeOf(condition), said: has("was left out") });
  });

  it("the item is a duplicate", async () => {
    const one = await sent({ config: { dedupe: "{{item.text}}" } });
    await one.send(events);
    const said = "An item with the dedupe key `one` was there already, so this one was left out as its duplicate.";
    await ends(one, "duplicate", { stage: "dedupe", said });
  });

  it("uid throws", async () => {
    const uid = "{{parseJSON(item.text)}}";
    const one = await sent({ webhook: { uid } });
    await ends(one, "failed", { stage: "uid", said: has("`uid` failed: parseJSON: ") });
  });

  it("output throws", async () => {
    const one = await sent({ webhook: { output: "{{parseJSON(item.text)}}" } });
    await ends(one, "failed", { stage: "output", said: has("`output` failed: parseJSON: "), advice: has("replay") });
  });
});

describe("on the way to the target", () => {
  it("condition is false for the subscription", async () => {
    const condition = "{{parameters.wanted = item.text}}";
    const one = await sent({ webhook: { condition } });
    await one.deliver(one.lane);
    const place = one.placeOf(condition);
    await ends(one, "skipped", { stage: "condition", place, said: has(`\`condition\` is false for the subscription`) });
  });

  it("output throws for the subscription", async () => {
    const output = "{{parseJSON(item.text + parameters.more)}}";
    const one = await sent({ webhook: { output } });
    await one.deliver(one.lane);
    await ends(one, "dead", { stage: "output", said: has("`output` failed for the subscription") });
  });

  it("condition throws for the subscription", async () => {
    const one = await sent({ webhook: { condition: "{{parseJSON(item.text + parameters.more)}}" } });
    await one.deliver(one.lane);
    await ends(one, "dead", { stage: "condition", said: has("`condition` failed for the subscription") });
  });

  it("the subscription is disabled", async () => {
    const one = await sent({}, {});
    await one.server.admin("PATCH", `/subscriptions/${one.lane}`, { disabled: true });
    await one.send(events);
    await ends(one, "pending", { stage: "delivery", said: has("which is disabled: Disabled by hand.") });
  });

  it("the target fails", async () => {
    const one = await sent({}, events, 7, 500);
    await one.deliver(one.lane);
    await ends(one, "pending", {
      stage: "delivery",
      said: has("1 attempt failed, the last because: The target answered 500."),
    });
  });

  it("an earlier delivery is in the way", async () => {
    const one = await sent({}, { ...events, events: [event, { ...event, text: "two" }] }, 7, 500);
    await one.deliver(one.lane);
    const [first, second] = (await one.why()).items;
    const id = /`([^`]*-1-\d+)`/.exec(first?.steps.at(-1)?.said ?? "")?.[1];
    expect(second?.steps.at(-1)).toMatchObject({
      said: has(`behind the delivery \`${id}\``),
      advice: has(`imlc why ${id}`),
    });
  });

  it("the target is gone", async () => {
    const one = await sent({}, events, 7, 410);
    await one.deliver(one.lane);
    await ends(one, "pending", {
      stage: "delivery",
      said: has("which is disabled: The target answered 410: it is gone."),
    });
  });

  it("the delivery was given up, and its dead letter tells the same", async () => {
    const one = await sent({ schedule: [] }, events, 7, 500);
    await one.deliver(one.lane);
    await ends(one, "dead", {
      stage: "delivery",
      said: has("was given up after 1 attempt"),
      advice: has("--from-dead"),
    });
    const story = await one.why();
    const [letter] = await one.server.engine.deadLetters({ limit: 1 });
    expect(await whyOf(one.server, `/items/${letter?.id}`)).toEqual(story);
    expect(await whyOf(one.server, `/deliveries/${letter?.id}`)).toEqual(story);
  });

  it("all is well", async () => {
    const one = await sent({});
    await one.deliver(one.lane);
    const story = await one.why();
    expect(story).toMatchObject({ outcome: "items", status: 200, request: { app: "shop", webhook: "webhook" } });
    expect(story.steps.map(({ stage }) => stage)).toEqual(["verification", "condition", "iterate"]);
    expect(story.items[0]?.steps.map(({ stage }) => stage)).toEqual(["uid", "match", "output", "delivery"]);
    await ends(one, "delivered", { stage: "delivery", said: has("The target answered 204") });
  });
});

it("a request whose signature was refused is not kept, and that is said", async () => {
  const signature = { scheme: "github", secrets: ["SECRET"] };
  const one = await sent({ config: { signature }, environment: { SECRET: "a secret of the service" } });
  expect(await one.server.engine.requests({ limit: 1 })).toEqual([]);
  const { status, json } = await one.server.admin("GET", "/requests/none/why");
  expect([status, json?.error?.message]).toEqual([404, has("refused because of its signature")]);
});

it("what there is not is not told", async () => {
  const one = await sent({});
  const [kept] = await one.server.engine.requests({ limit: 1 });
  const status = async (path: string) => (await one.server.admin("GET", `${path}/why`)).status;
  expect(await Promise.all(["/requests/none", "/items/none-1", "/deliveries/none"].map(status))).toEqual([
    404, 404, 404,
  ]);
  expect((await whyOf(one.server, `/items/${kept?.id}-1`)).items).toHaveLength(1);
  expect((await whyOf(one.server, `/items/${kept?.id}-9`)).items).toEqual([]);
});

it("a story has no secret of its request, though those are kept sealed", async () => {
  const canary = "canary-0123456789";
  const dedupe = "{{headers.authorization}}";
  const one = await sent({ config: { dedupe } }, {});
  await one.send({ ...events, token: canary, note: `it is ${canary}` }, { authorization: `Bearer ${canary}` });
  const story = await one.why();
  expect(story.items[0]?.steps.map(({ stage }) => stage)).toContain("dedupe");
  expect(JSON.stringify(story)).not.toContain(canary);
});
