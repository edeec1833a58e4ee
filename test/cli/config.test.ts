import { expect, test } from "vitest";
import { rules } from "../../compiler/lint/rules.ts";
import { configShape } from "../../compiler/project/config/config.ts";
import { folder, run } from "./run.ts";

interface Setting {
  readonly key: string;
  readonly value: unknown;
  readonly from: object | null;
  readonly default: string | null;
}

const manifest = '{"uid": "{{item.id}}"}';
const config = [
  "{",
  '  "$schema": "./schema.json",',
  "  // Where the office is.",
  '  "webhook": {"timezone": "Asia/Tokyo", "dedupe": "{{item.\\u0069d}}", "dedupeWindow": 60, "lateMatch": true,',
  '    "sharedIds": ["team_id", /* and */ "org"]},',
  '  "rules": {"header-case": "off"}',
  "}",
].join("\n");

async function settings(cwd: string, path = "."): Promise<ReadonlyMap<string, Setting>> {
  const { code, out, err } = await run(["config", "print", path, "--format", "json"], { cwd });
  expect([code, err]).toEqual([0, ""]);
  const { apps } = JSON.parse(out) as { apps: { settings: Setting[] }[] };
  expect(apps).toHaveLength(1);
  return new Map(apps[0]?.settings.map((each) => [each.key, each]));
}

test("each setting has its value and its place, or what holds without it", async () => {
  const found = await settings(folder({ "webhook.iml.json": manifest, "imlc.json": config }));
  const at = (line: number, column: number) => ({ file: "imlc.json", line, column });
  expect([...found.values()].filter(({ from }) => from)).toEqual([
    { key: "webhook.timezone", value: "Asia/Tokyo", from: at(4, 27), default: "UTC" },
    { key: "webhook.dedupe", value: "{{item.id}}", from: at(4, 51), default: null },
    { key: "webhook.dedupeWindow", value: 60, from: at(4, 87), default: expect.stringContaining("604800") },
    { key: "webhook.lateMatch", value: true, from: at(4, 104), default: "false" },
    { key: "webhook.sharedIds", value: ["team_id", "org"], from: at(5, 18), default: null },
    { key: "rules.header-case", value: "off", from: at(6, 28), default: "warning" },
  ]);
  expect(found.get("webhook.equality")).toEqual({
    key: "webhook.equality",
    value: null,
    from: null,
    default: "loose",
  });
});

test("what is said of single webhooks is there as well", async () => {
  const webhooks = { webhook: { lateMatch: true, signature: { scheme: "slack", secrets: ["A_SECRET"] } } };
  const found = await settings(
    folder({ "webhook.iml.json": manifest, "imlc.json": JSON.stringify({ webhook: { timezone: "UTC" }, webhooks }) }),
  );
  const said = [...found.values()].filter(({ from }) => from).map(({ key, value }) => [key, value]);
  expect(said).toEqual([
    ["webhook.timezone", "UTC"],
    ["webhooks.webhook.signature.scheme", "slack"],
    ["webhooks.webhook.signature.secrets", ["A_SECRET"]],
    ["webhooks.webhook.lateMatch", true],
  ]);
});

test("every key that `imlc.json` may have is there, also without one", async () => {
  const found = await settings(folder({ "webhook.iml.json": manifest }));
  const { webhook } = configShape.fields;
  const keys = webhook?.shape.kind === "record" ? Object.keys(webhook.shape.fields) : [];
  for (const key of keys) expect([...found.keys()].some((each) => each.startsWith(`webhook.${key}`))).toBe(true);
  for (const { diagnostic } of rules) {
    expect(found.get(`rules.${diagnostic.spec.code}`)).toMatchObject({ default: diagnostic.spec.severity });
  }
  expect(found.has("$schema")).toBe(false);
});

test("the configuration of a file is that of its app", async () => {
  const cwd = folder({ "a/webhook.iml.json": manifest, "a/imlc.jsonc": config, "b/webhook.iml.json": manifest });
  expect((await settings(cwd, "a/webhook.iml.json")).get("webhook.timezone")?.value).toBe("Asia/Tokyo");
  expect((await settings(cwd, "b")).get("webhook.timezone")?.value).toBe(null);
  expect(await run(["config", "path", "."], { cwd })).toEqual({ code: 0, out: "a/imlc.jsonc\n", err: "" });
  expect(await run(["config", "path", "b"], { cwd })).toEqual({ code: 0, out: "", err: "" });
});

test("for people there is a line for each setting", async () => {
  const { out } = await run(["config", "print"], {
    cwd: folder({ "webhook.iml.json": manifest, "imlc.json": config }),
  });
  expect(out).toMatch(/^\S+ \(imlc\.json\)\n {2}webhook\.payload\.schema +not set\n/);
  expect(out).toMatch(/^ {2}webhook\.timezone +"Asia\/Tokyo" \(imlc\.json:4:27\)$/m);
  expect(out).toMatch(/^ {2}webhook\.equality +loose \(default\)$/m);
  const bare = await run(["config", "print"], { cwd: folder({ "webhook.iml.json": manifest }) });
  expect(bare.out).toMatch(/^\S+ \(no imlc\.json\)\n/);
});

test.each([
  ['{"webhok": {}}', "unknown-key", "Did you mean `webhook`?"],
  ['{"rules": {"header-cse": "off"}}', "unknown-key", "Did you mean `header-case`?"],
  ['{"webhook": {"timezone": "Asia/Tokio"}}', "unknown-timezone", "Did you mean `Asia/Tokyo`?"],
  ['{"webhook": }', "json-syntax", ""],
])("what is wrong is reported instead: %s", async (wrong, code, suggestion) => {
  const cwd = folder({ "webhook.iml.json": manifest, "imlc.json": wrong });
  const printed = await run(["config", "print"], { cwd });
  expect([printed.code, printed.out]).toEqual([1, ""]);
  expect(printed.err).toContain(`error ${code}`);
  expect(printed.err).toContain(suggestion);
});

test("where there is no app, and no file, it is a misuse", async () => {
  const cwd = folder({ "readme.txt": "" });
  expect(await run(["config", "print"], { cwd })).toMatchObject({ code: 2, out: "" });
  expect((await run(["config", "path", "nowhere"], { cwd })).err).toContain("there is no file or folder nowhere");
});
