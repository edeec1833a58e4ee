import { expect, it } from "vitest";
import { encodeValue } from "../../language/codec.ts";
import { type Running, running } from "./running.ts";

/** Ids that something lax would take for one another, as a service writes them in JSON. */
const written = [
  ...[
    "1",
    '"1"',
    '"01"',
    '" 1"',
    '"1 "',
    '"1.0"',
    '"１"',
    "1.5",
    '"1.5"',
    "-1",
    '"-1"',
    "true",
    '"true"',
    "null",
    '"null"',
    '""',
    '"undefined"',
  ],
  ...[
    '"a"',
    '"A"',
    '"é"',
    '"e\\u0301"',
    '"É"',
    '"\\u200ba"',
    '"a\\u0000"',
    '"a\\u0000b"',
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '"%"',
    '"_"',
    '"\'"',
    '"a%"',
  ],
  ...[
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    '"9007199254740993"',
    "12345678901234567890",
    "12345678901234567891",
    '"12345678901234567890"',
    "1e3",
    "1000",
    "1e21",
  ],
  ...['["a"]', "{}", '{"id":"a"}', '"[object Object]"', '"\\ud83d"', '"\\ud83e"', '"\\ufffd"', '"😀"'],
];

/** Every owner that the rule knows: what is text as it is, and what is an integer by its digits. */
const owners = [
  "1",
  "01",
  " 1",
  "1 ",
  "1.0",
  "１",
  "1.5",
  "-1",
  "true",
  "null",
  "undefined",
  "a",
  "A",
  "é",
  "e\u0301",
  "É",
  "\u200ba",
  "a\0",
  "a\0b",
]
  .concat(["__proto__", "constructor", "toString", "%", "_", "'", "a%", "[object Object]", "\ufffd", "😀"])
  .concat([
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "12345678901234567890",
    "12345678901234567891",
    "1000",
    "1e21",
    "1000000000000000000000",
  ]);

/** Whose an item is, said in another way than the runtime says it: undefined for nobody's. */
const expected: Readonly<Record<string, string | undefined>> = Object.fromEntries(
  written.map((literal) => {
    const quoted = literal.startsWith('"');
    const text = quoted ? String(JSON.parse(literal)) : literal;
    if (quoted) return [literal, text === "" || /^\p{Surrogate}$/u.test(text) ? undefined : text];
    return [literal, /^-?\d+$/.test(literal) ? literal : literal === "1e3" ? "1000" : undefined];
  }),
);

async function subscribed(server: Running, uid: string, index: number): Promise<void> {
  const target = { kind: "function", name: "none" } as const;
  const createdAt = server.clock.now;
  await server.engine.putConnection({ app: "chat", id: `c${index}`, uid, secret: "", createdAt, updatedAt: createdAt });
  await server.engine.createSubscription({
    id: `s${index}`,
    app: "chat",
    webhook: "events",
    connection: `c${index}`,
    parameters: encodeValue({}),
    target,
    createdAt,
    lateMatch: false,
  });
  await server.engine.moveSubscription(`s${index}`, ["attaching"], { state: "attached", at: createdAt });
}

it("no item reaches an owner whose id only looks alike", async () => {
  const server = await running();
  for (const [index, uid] of owners.entries()) await subscribed(server, uid, index);

  const rounds = 20;
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < rounds; round += 1) {
    const order = written.map((literal) => ({ literal, at: random(1e6) })).sort((a, b) => a.at - b.at);
    const items = order.map(({ literal }) => `{"userId":${literal},"as":${JSON.stringify(literal)}}`);
    expect((await server.hook(`{"data":[${items.join(",")}]}`)).status).toBe(200);
  }

  let delivered = 0;
  for (const [index, uid] of owners.entries()) {
    const lane = await server.engine.heads(`s${index}`, 1000);
    const got = lane.map(({ payload }) => (payload.kind === "bundle" ? String(JSON.parse(payload.bundle).as) : ""));
    delivered += got.length;
    const own = written.filter((literal) => expected[literal] === uid);
    expect([uid, [...new Set(got)].sort()]).toEqual([uid, own.sort()]);
    expect(got).toHaveLength(own.length * rounds);
  }
  const counts = await server.engine.counts();
  expect(counts.unowned).toBe(rounds * written.filter((literal) => !owners.includes(expected[literal] ?? "")).length);
  expect(delivered + counts.unowned).toBe(rounds * written.length);
  await server.close();
});
