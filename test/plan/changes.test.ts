import { beforeAll, expect, it } from "vitest";
import { createCompare } from "../../runtime/plan/compare.ts";
import type { Difference } from "../../runtime/plan/difference.ts";
import { grouped } from "../../runtime/plan/groups.ts";
import type { RecordedRequest } from "../../runtime/plan/recorded.ts";
import { type AppFiles, compiled, edited, recorded, secret, shop } from "./app.ts";

let requests: readonly RecordedRequest[];
beforeAll(async () => {
  const order = { id: "o1", owner: "Ada", at: "2026-01-02T22:30:00Z", kind: "sale", total: 3 };
  requests = [
    await recorded("handshake", { type: "hello", challenge: "abc" }),
    await recorded("orders", {
      type: "orders",
      orders: [order, { ...order, id: "o2", kind: "draft" }, { ...order, id: "o3" }],
      others: [{ ...order, id: "o4" }],
    }),
    await recorded("late", { type: "orders", orders: [{ ...order, id: "o5" }] }, 200),
    await recorded("ping", { type: "ping" }),
  ];
});

async function compare(files: AppFiles): Promise<readonly Difference[]> {
  const apps = { old: [await compiled(shop)], new: [await compiled(files)] };
  const environment = (name: string) => (name === "SHOP_SECRET" ? secret : undefined);
  const one = createCompare(apps, { environment, publicUrl: "http://localhost" });
  const found = await Promise.all(requests.map(one));
  return found.flatMap((differences) => differences ?? []);
}

/** What differs, and in which requests, each with the value it had and the value it has. */
async function told(files: AppFiles): Promise<readonly string[]> {
  return grouped(await compare(files)).map(({ example: { kind, path, values }, all }) => {
    const where = [...new Set(all.map(({ request }) => request))].join(",");
    return `${where}: ${[kind, ...path].join(".")} ${values.old ?? "-"} → ${values.new ?? "-"}`;
  });
}

const HOOK = "webhook.iml.json";
const CONFIG = "imlc.json";
const order = '{"id":"o1","owner":"Ada","at":"2026-01-02T22:30:00Z","kind":"sale","total":3}';

/** A change of a manifest, and all that a plan must tell of it. */
const seeded: readonly (readonly [what: string, file: string, from: string, to: string, told: readonly string[]])[] = [
  [
    "the status of the reply",
    HOOK,
    '"status": 200, "headers"',
    '"status": 202, "headers"',
    ["orders,late,ping: status 200 → 202"],
  ],
  ["a header of the reply", HOOK, '"one"', '"two"', ['orders,late,ping: header.x-shop "one" → "two"']],
  ["a header that is new", HOOK, '"one"', '"one", "x-more": "yes"', ['orders,late,ping: header.x-more - → "yes"']],
  [
    "the body of the reply",
    HOOK,
    '"taken"',
    '"count"',
    ["orders,late,ping: body.taken 3 → -", "orders,late,ping: body.count - → 3"],
  ],
  [
    "which request is a handshake",
    HOOK,
    "'hello'",
    "'ping'",
    ["handshake: handshake true → false", "ping: handshake false → true"],
  ],
  [
    "how a handshake is answered",
    HOOK,
    '"challenge":',
    '"answer":',
    ['handshake: body.challenge "abc" → -', 'handshake: body.answer - → "abc"'],
  ],
  [
    "which request is of interest",
    HOOK,
    "{{body.type = 'orders'}}",
    "{{body.type = 'ping'}}",
    ["orders,late: condition true → false", "ping: condition false → true"],
  ],
  [
    "the item of a request without interest",
    HOOK,
    '"nobody"',
    '"somebody"',
    [
      'ping: items {"id":"none","owner":"nobody","at":"2026-01-01T00:00:00Z","kind":"ping"} → -',
      'ping: items - → {"id":"none","owner":"somebody","at":"2026-01-01T00:00:00Z","kind":"ping"}',
    ],
  ],
  [
    "what the items are",
    HOOK,
    "{{body.orders}}",
    "{{body.others}}",
    [`orders,late: items ${order} → -`, `orders: items - → ${order.replace("o1", "o4")}`],
  ],
  [
    "which items are left out",
    HOOK,
    "'draft'",
    "'sale'",
    [`orders,late: items ${order} → -`, `orders: items - → ${order.replace("o1", "o2").replace("sale", "draft")}`],
  ],
  ["the order of the items", HOOK, "{{body.orders}}", "{{reverse(body.orders)}}", ["orders: order - → -"]],
  ["whose an item is", HOOK, "{{item.owner}}", "{{item.id}}", ['orders,late,ping: uid "Ada" → "o1"']],
  ["a uid in other letters", HOOK, "{{item.owner}}", "{{lower(item.owner)}}", ['orders,late: uid "Ada" → "ada"']],
  ["a uid with a prefix", HOOK, "{{item.owner}}", "u-{{item.owner}}", ['orders,late,ping: uid "Ada" → "u-Ada"']],
  [
    "a field more",
    HOOK,
    '"id": "{{item.id}}"',
    '"id": "{{item.id}}", "by": "{{item.owner}}"',
    ['orders,late,ping: bundle.by - → "Ada"'],
  ],
  ["a field less", HOOK, ', "total": "{{item.total}}"', "", ["orders,late: bundle.total 3 → -"]],
  [
    "a field of another name",
    HOOK,
    '"total": "{{item.total}}"',
    '"sum": "{{item.total}}"',
    ["orders,late: bundle.total 3 → -", "orders,late: bundle.sum - → 3"],
  ],
  [
    "a field of another value",
    HOOK,
    '"id": "{{item.id}}"',
    '"id": "no. {{item.id}}"',
    ['orders,late,ping: bundle.id "o1" → "no. o1"'],
  ],
  [
    "the key of repeats",
    CONFIG,
    "{{item.id}}",
    "{{item.id}}-{{item.owner}}",
    ['orders,late,ping: dedupe "o1" → "o1-Ada"'],
  ],
  ["what is nobody's", CONFIG, "'limit'", "'sale'", ["orders,late: platform false → true"]],
  [
    "the zone of dates",
    CONFIG,
    '"UTC"',
    '"Europe/Prague"',
    ['orders,late,ping: bundle.when "02.01.2026 22:30" → "02.01.2026 23:30"'],
  ],
  [
    "the body of a function",
    "functions/shout/code.js",
    "'!'",
    "'?'",
    ['orders,late,ping: bundle.kind "sale!" → "sale?"'],
  ],
  [
    "how old a request may be",
    CONFIG,
    '"tolerance": 300',
    '"tolerance": 100',
    ['late: signature "valid" → "untimely"'],
  ],
  [
    "the secret",
    CONFIG,
    "SHOP_SECRET",
    "OTHER_SECRET",
    ['handshake,orders,late,ping: signature "valid" → "no-secret"'],
  ],
  [
    "an expression that fails",
    HOOK,
    "{{item.total}}",
    "{{formatDate('x'; 'YYYY')}}",
    ['orders,late,ping: failure - → "argument-type"'],
  ],
  [
    "a function of the app that fails",
    "functions/shout/code.js",
    "return text + '!'",
    "throw new Error('no')",
    ['orders,late,ping: failure - → "custom-function"'],
  ],
];

it.each(seeded)("finds %s and nothing else", async (_what, file, from, to, expected) => {
  expect(await told(edited(file, from, to))).toEqual(expected);
});

it.each([
  ["other blanks", HOOK, '{\n  "verification": {', '{ "verification":\n\n      {'],
  ["a comment", HOOK, '"iterate":', '// What is sold.\n  "iterate":'],
  ["other blanks in an expression", HOOK, "{{length(body.orders)}}", "{{ length( body.orders ) }}"],
  ["directives in another order", HOOK, '"uid": "{{item.owner}}",\n', ""],
])("finds nothing in %s", async (what, file, from, to) => {
  const files = edited(file, from, to);
  const moved = { ...files, [HOOK]: (files[HOOK] ?? "").replace(/\n}$/, ', "uid": "{{item.owner}}"\n}') };
  expect(await told(what.startsWith("directives") ? moved : files)).toEqual([]);
});
