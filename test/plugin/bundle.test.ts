import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rollup } from "rollup";
import { describe, expect, test } from "vitest";
import { compileWebhook } from "../../plugin/compile.ts";
import rollupPlugin from "../../plugin/rollup.ts";
import { installed, orders } from "./app.ts";
import { bundlers } from "./bundlers.ts";

const names = Object.keys(bundlers) as readonly (keyof typeof bundlers)[];

/** Runs webhooks on some requests, in a process that knows nothing of the compiler; prints what came out of each. */
const run = `import { receive } from "imlc/runtime";
const bodies = [
  { type: "ping", challenge: "a b" },
  { orders: [{ number: 1, shop: "s", buyer: "ada", note: "fragile", day: "2026-03-28T12:00:00Z" }, { shop: 2 }] },
  { orders: [{ shop: "s", day: "never" }] },
  {},
];
const post = (body) => ({
  method: "POST",
  url: "/",
  headers: { "content-type": "application/json" },
  body: new TextEncoder().encode(JSON.stringify(body)),
});
const webhook = { url: "https://imlc.example/h", hook: "a/b" };
const results = [];
for (const path of process.argv.slice(2)) {
  const { default: hook } = await import(path);
  results.push({
    received: bodies.map((body) => receive(hook, post(body), { now: 0, executionId: "e" })),
    calls: [hook.attach, hook.detach].map(({ requests }) => requests[0].request({ webhook })),
    timezone: hook.timezone,
    keys: Object.keys(hook),
  });
}
console.log(JSON.stringify(results));
`;

/** Makes webhooks fail, and prints where. */
const fail = `const scope = { item: { day: "never" }, environment: { timezone: "UTC" }, now: new Date(0) };
const stacks = [];
for (const path of process.argv.slice(2)) {
  const { default: hook } = await import(path);
  try {
    hook.communication.output(scope);
  } catch (error) {
    stacks.push(error.stack);
  }
}
console.log(JSON.stringify(stacks));
`;

interface Result {
  readonly received: readonly { readonly items: readonly { readonly uid?: string }[] }[];
}

describe("a manifest that is imported", () => {
  const folder = installed({ ...orders, "run.js": run, "fail.js": fail });

  /** What a script prints of what all bundlers made. */
  function printed(script: string): readonly unknown[] {
    const flags = ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning", "--enable-source-maps"];
    const bundles = names.map((name) => `./out/${name}.js`);
    return JSON.parse(
      execFileSync(process.execPath, [...flags, script, ...bundles], { cwd: folder, encoding: "utf8" }),
    );
  }

  test.each(names)("is built by %s, with a map that holds it", async (name) => {
    await bundlers[name](folder);
    const map = JSON.parse(readFileSync(join(folder, `out/${name}.js.map`), "utf8")) as { sources: readonly string[] };
    const file = map.sources.findIndex((source) => source.endsWith("hooks/webhook.iml.json"));
    expect(map).toHaveProperty(["sourcesContent", file], orders["hooks/webhook.iml.json"]);
  });

  test("is the same webhook whoever built it", () => {
    const results = printed("run.js") as readonly Result[];
    const [first, ...others] = results;
    expect(others).toEqual(names.slice(1).map(() => first));
    expect(first).toMatchObject({
      timezone: "Europe/Prague",
      keys: ["communication", "attach", "detach", "timezone"],
      calls: [
        { url: "https://shop.example/hooks", method: "POST", body: { address: "https://imlc.example/h" } },
        { url: "https://shop.example/hooks/a%2Fb", method: "DELETE" },
      ],
    });
    const [, batch, broken] = first?.received ?? [];
    expect(batch?.items.map(({ uid }) => uid)).toEqual(["s", "2"]);
    expect(JSON.stringify(batch?.items[0])).toContain(String.raw`\"buyer\":\"ADA\",\"note\":\"fragi\"`);
    expect(JSON.stringify(broken)).toContain("webhook.iml.json:12:15");
  });

  test("makes Node show its line when something fails", () => {
    const stacks = printed("fail.js");
    expect(stacks).toHaveLength(names.length);
    for (const stack of stacks) expect(stack).toMatch(/at .*hooks\/webhook\.iml\.json:12:\d+\)/);
  });

  test("has its types beside it", () => {
    const types = readFileSync(join(folder, "hooks/webhook.iml.d.json.ts"), "utf8");
    expect(types).toContain("readonly buyer: string;");
  });
});

describe("a manifest that is wrong", () => {
  const folder = installed({
    ...orders,
    "hooks/attach.iml.json": '{\n  "url": "https://shop.example/{{uper(webhook.url)}}"\n}\n',
    "hooks/detach.iml.json": '{ "url": "https://shop.example/{{lowr(webhook.hook)}}" }\n',
  });

  test.each(names)("stops %s at its place", async (name) => {
    const error: unknown = await bundlers[name](folder).catch((reason: unknown) => reason);
    expect(String(error)).toContain("There is no function `uper`. Did you mean `upper`? (unknown-function)");
    expect(String(error)).toContain("hooks/detach.iml.json:1:34: There is no function `lowr`");
    expect(`${error} ${JSON.stringify(error)}`).toMatch(/attach\.iml\.json(?::|.*"line":)2/);
  });

  test("is told to be no webhook, if it is none", async () => {
    const other = installed({ ...orders, "main.js": 'export { default } from "./hooks/attach.iml.json";\n' });
    await expect(bundlers.rollup(other)).rejects.toThrow("not the communication of a shared webhook");
  });

  test("is refused, if one of its files is no UTF-8 text", async () => {
    const other = installed(orders);
    writeFileSync(join(other, "hooks/attach.iml.json"), Buffer.from('{"url": "https://shop.example/é"}', "latin1"));
    await expect(bundlers.rollup(other)).rejects.toThrow("attach.iml.json is no UTF-8 text: save it as UTF-8.");
    const { read, errors } = compileWebhook(join(other, "hooks/webhook.iml.json"));
    expect(errors).toHaveLength(1);
    expect([...read]).toContain(join(other, "hooks/attach.iml.json"));
  });

  test("is built all the same, if there are only warnings, and these are shown", async () => {
    const { "hooks/detach.iml.json": _, ...files } = orders;
    const odd = installed(files);
    const logs: string[] = [];
    const bundle = await rollup({
      input: join(odd, "main.js"),
      plugins: [rollupPlugin()],
      external: /^imlc/,
      onLog: (level, { loc, message }) => logs.push(`${level} ${loc?.file}:${loc?.line}:${loc?.column} ${message}`),
    });
    await bundle.close();
    expect(logs[0]).toMatch(
      /^warn .*hooks\/attach\.iml\.json:2:9 .*This attach subscribes .* \(attach-without-detach\)$/,
    );
  });
});
