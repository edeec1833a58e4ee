import { describe, expect, test } from "vitest";
import { applied } from "../../compiler/format.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";

const webhook = `{"uid": "{{item.user}}"}`;

describe("finding apps", () => {
  test("a folder with a webhook is an app; folders below are searched, some are not", () => {
    const files = filesInMemory({
      "a/webhook.iml.json": webhook,
      "a/attach.iml.jsonc": "{}",
      "b/c/webhook.iml.jsonc": webhook,
      "b/.hidden/webhook.iml.json": webhook,
      "b/node_modules/x/webhook.iml.json": webhook,
      "b/generated/webhook.iml.json": webhook,
      "d/attach.iml.json": "{}",
    });
    const { apps, missing } = findProject(files, ["a", "b", "d", "e"]);
    expect(apps.map(({ id, folder }) => [id, folder])).toEqual([
      ["a", "a"],
      ["c", "b/c"],
    ]);
    expect(apps[0]?.webhooks[0]?.attach?.uri).toBe("a/attach.iml.jsonc");
    expect(missing).toEqual(["e"]);
  });

  test("the folder itself gives its app its own name", () => {
    const files = filesInMemory({ "webhook.iml.json": webhook }, "chat");
    expect(findProject(files, ["."]).apps.map(({ id }) => id)).toEqual(["chat"]);
  });

  test("paths that overlap give an app once", () => {
    const files = filesInMemory({ "a/webhook.iml.json": webhook });
    expect(findProject(files, ["a", ".", "./a/"]).apps).toHaveLength(1);
  });

  test("a single file is read with what belongs to it, and only its findings are told", () => {
    const files = filesInMemory({
      "a/webhook.iml.json": `{}`,
      "a/attach.iml.json": `{"url": "https://a.example", "response": {"data": {"hookId": "{{body.id}}"}}}`,
      "a/detach.iml.json": `{"url": "https://a.example/{{webhook.hokId}}"}`,
    });
    const { diagnostics, texts } = analyzeProject(findProject(files, ["a/detach.iml.json"]), files);
    expect(diagnostics).toMatchObject([{ code: "unknown-field", uri: "a/detach.iml.json" }]);
    expect([...texts.keys()]).toEqual(["a/detach.iml.json"]);
  });

  test("settings in a folder of no app are read by nobody, whoever asks, and nothing else is said of them", () => {
    const files = filesInMemory({
      "imlc.json": `{"deliver": {"timeot": 10}}`,
      "a/webhook.iml.json": webhook,
      "a/imlc.json": "{}",
      "a/deeper/imlc.jsonc": "{",
      "b/c/webhook.iml.json": webhook,
      "node_modules/d/imlc.json": "{}",
    });
    const found = (...paths: string[]) =>
      analyzeProject(findProject(files, paths), files).diagnostics.map(({ uri, code }) => [uri, code]);
    const lone = ["imlc.json", "config-not-read"];
    const deeper = [
      ["a/deeper/imlc.jsonc", "config-not-read"],
      ["a/deeper/imlc.jsonc", "json-syntax"],
    ];
    expect(found(".")).toEqual([...deeper, lone]);
    expect(found(".", "./", "a", "b")).toEqual([...deeper, lone]);
    expect(found("b")).toEqual([]);
    expect(found("imlc.json")).toEqual([lone]);
    expect(found("a/imlc.json")).toEqual([]);
  });

  test("a file of another name is what its name says, else a webhook", () => {
    const files = filesInMemory({ "x.detach.iml.json": `{"url": "/a"}`, "y.json": "{}" });
    const { diagnostics } = analyzeProject(findProject(files, ["x.detach.iml.json", "y.json"]), files);
    expect(diagnostics.map(({ uri, code }) => [uri, code])).toEqual([
      ["x.detach.iml.json", "relative-url"],
      ["y.json", "uid-missing"],
    ]);
  });
});

test("an update is run, unless it declares nothing", () => {
  const update = (text: string) => {
    const files = filesInMemory({ "webhook.iml.json": webhook, "update.iml.json": text });
    const { apps, diagnostics } = analyzeProject(findProject(files, ["."]), files);
    expect(diagnostics).toEqual([]);
    return apps[0]?.webhooks[0]?.update?.program?.units.map(({ path }) => path.join("."));
  };
  expect(update(`{"url": "https://a.example", "method": "PUT"}`)).toEqual(["request"]);
  expect(update("{}")).toBeUndefined();
  expect(update("{ /* later */ }")).toBeUndefined();
});

test.each([
  ["[]", "{}"],
  ["// later\n[ ]", "// later\n{}"],
  ["", "{}"],
  ["// later\n", "// later\n{}"],
  ["// later", "// later\n{}"],
])("an attach of %j is said to be empty in another way than Make's, and becomes %j", (text, better) => {
  const files = filesInMemory({ "webhook.iml.json": webhook, "attach.iml.json": text });
  const [found, ...others] = analyzeProject(findProject(files, ["."]), files).diagnostics;
  expect(found).toMatchObject({ code: "empty-manifest", severity: "warning", uri: "attach.iml.json" });
  expect(others).toEqual([]);
  expect(applied(text, found?.fix?.edits ?? [])).toBe(better);
});

describe("imlc.json", () => {
  const read = (config: string, more: Readonly<Record<string, string>> = {}) => {
    const files = filesInMemory({ "webhook.iml.json": webhook, "imlc.json": config, ...more });
    const { apps, diagnostics } = analyzeProject(findProject(files, ["."]), files);
    const found = diagnostics.map(({ code, message }) => `${code}: ${message}`);
    return { app: apps[0]?.webhooks[0], found };
  };

  test("its settings reach the webhook and its programs", () => {
    const { app, found } = read(
      `{ // settings
        "webhook": {"timezone": "Europe/Prague", "equality": "strict", "dedupe": "{{item.id}}", "dedupeWindow": 60, "lateMatch": true}}`,
    );
    expect(found).toEqual([]);
    expect(app?.config).toMatchObject({ timezone: "Europe/Prague", dedupeWindow: 60_000, lateMatch: true });
    expect(app?.communication?.program?.equality).toBe("strict");
    const units = app?.communication?.program?.units ?? [];
    expect(units.map(({ path, scope }) => [path.join("."), scope])).toEqual([
      ["uid", "ItemScope"],
      ["dedupe", "ItemScope"],
    ]);
    expect(units[1]?.field.uri).toBe("imlc.json");
  });

  test("a finding in the dedupe key stands in imlc.json", () => {
    const { found } = read(`{"webhook": {"dedupe": "{{parameters.id}}"}}`);
    expect(found[0]).toMatch(/^unknown-variable: There is no variable `parameters` here\. /);
  });

  test.each([
    [`{"webhook": {"timezon": "UTC"}}`, "unknown-key: `timezon` is no key of `webhook`. Did you mean `timezone`?"],
    [`{"webhok": {}}`, "unknown-key: `webhok` is no key of `imlc.json`. Did you mean `webhook`?"],
    [`{"webhook": {"equality": "Loose"}}`, "wrong-choice: `webhook.equality` cannot be `Loose`. Did you mean `loose`?"],
    [`{"webhook": {"dedupeWindow": "60"}}`, "wrong-shape: `webhook.dedupeWindow` is a text here; it takes a number."],
    [
      `{"webhook": {"timezone": "Europe/Pragu"}}`,
      "unknown-timezone: There is no time zone `Europe/Pragu`. Did you mean `Europe/Prague`?",
    ],
    [
      `{"webhook": {"payload": {"schema": "./none.json"}}}`,
      "payload-unreadable: `./none.json` cannot be read: there is no such file.",
    ],
    [
      `{"webhook": {"payload": {"schema": "none/schema.json"}}}`,
      "payload-unreadable: `none/schema.json` cannot be read: no such package is installed.",
    ],
    [
      `{"webhook": {"payload": {"schema": "s.json"}}}`,
      "payload-unreadable: `s.json` cannot be read: without a dot it names a package; the file is `./s.json`.",
    ],
    [
      `{"webhook": {"payload": {"schema": "./s.json", "samples": ["./s.json"]}}}`,
      "wrong-shape: `webhook.payload` is both a schema and samples here; it takes one of them.",
    ],
    [`[]`, "wrong-shape: `imlc.json` is a list here; it takes an object."],
  ])("%s", (config, finding) => {
    expect(read(config, { "s.json": "{}" }).found).toEqual([finding]);
  });

  test("a schema types body and item", () => {
    const schema = JSON.stringify({
      type: "object",
      properties: {
        users: { type: "array", items: { type: "object", properties: { id: {} }, additionalProperties: false } },
      },
      additionalProperties: false,
    });
    const files = filesInMemory({
      "webhook.iml.json": `{"iterate": "{{body.users}}", "uid": "{{item.ids}}", "output": "{{body.user}}"}`,
      "imlc.json": `{"webhook": {"payload": {"schema": "../schemas/event.json"}}}`,
      "../schemas/event.json": schema,
    });
    const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "There is no `ids` in `event.json` at this place. Did you mean `id`?",
      "There is no `user` in `event.json` at this place. Did you mean `users`?",
    ]);
  });
});

test("two apps of one name are told apart by nothing", () => {
  const files = filesInMemory({ "a/chat/webhook.iml.json": webhook, "b/chat/webhook.iml.json": webhook });
  const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
  expect(diagnostics).toMatchObject([{ code: "duplicate-app", uri: "b/chat/webhook.iml.json" }]);
});
