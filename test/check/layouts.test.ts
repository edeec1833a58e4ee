import { describe, expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";

type Texts = Readonly<Record<string, string>>;

function find(texts: Texts, paths: readonly string[] = ["."]) {
  return findProject(filesInMemory(texts, "chat"), paths);
}

function findings(texts: Texts, paths: readonly string[] = ["."]): readonly string[] {
  const files = filesInMemory(texts, "chat");
  const { diagnostics } = analyzeProject(findProject(files, paths), files);
  return diagnostics.filter(({ severity }) => severity !== "hint").map(({ uri, code }) => `${uri} ${code}`);
}

const me = `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}`;
const subscribe = `{"url": "https://a.example/hooks", "method": "POST", "body": {"to": "{{webhook.url}}"}, "response": {"data": {"hookId": "{{body.id}}"}}}`;
const unsubscribe = `{"url": "https://a.example/hooks/{{webhook.hookId}}", "method": "DELETE"}`;

/** An app with one component of each type, at paths of the author's choice. */
const listed = {
  "makecomapp.json": `{
    // what belongs to the app
    "fileVersion": 1,
    "generalCodeFiles": { "base": "src/base.json", "common": "src/secrets.json", "readme": "README.md", "groups": null },
    "components": {
      "connection": { "account": { "connectionType": "basic", "codeFiles": { "communication": "src/me.json", "params": "src/account.json" } } },
      "webhook": {
        "events": {
          "webhookType": "web-shared", "connection": "account", "altConnection": null,
          "codeFiles": { "communication": "src/hook.json", "attach": "src/on.json", "detach": "src/off.json", "params": null }
        }
      },
      "module": {
        "watchEvents": { "moduleType": "instant_trigger", "webhook": "events", "codeFiles": { "interface": "src/event.json" } },
        "getUser": { "moduleType": "action", "connection": "account", "codeFiles": { "communication": "src/user.json", "mappableParams": "src/user-fields.json" } },
        "reserved": null
      },
      "rpc": { "listUsers": { "connection": "account", "codeFiles": { "communication": "src/users.json" } } },
      "function": { "shout": { "codeFiles": { "code": "src/shout.js", "test": "src/shout.test.js" } } },
      "endpoint": { "ping": { "codeFiles": { "communication": "src/ping.json" } } }
    },
    "origins": []
  }`,
  "src/base.json": `{"baseUrl": "https://a.example", "headers": {"x-key": "{{connection.key}}"}, "log": {"sanitize": ["request.headers.x-key"]}}`,
  "src/me.json": `{"url": "https://a.example/me", "headers": {"x-key": "{{parameters.key}}"}, "log": {"sanitize": ["request.headers.x-key"]}, "response": {"uid": "{{body.id}}"}}`,
  "src/account.json": `[{"name": "key", "type": "password", "required": true}]`,
  "src/hook.json": `{"uid": "{{item.user}}", "output": {"text": "{{shout(item.text)}}"}}`,
  "src/on.json": `{"url": "/hooks", "method": "POST", "body": {"to": "{{webhook.url}}"}, "response": {"data": {"hookId": "{{body.id}}"}}}`,
  "src/off.json": `{"url": "/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
  "src/event.json": `[{"name": "text", "type": "text"}]`,
  "src/user.json": `{"url": "/users/{{parameters.id}}", "response": {"output": "{{body}}"}}`,
  "src/user-fields.json": `[{"name": "id", "type": "text", "required": true}]`,
  "src/users.json": `{"url": "/users", "response": {"output": "{{body}}"}}`,
  "src/shout.js": "function shout(text) { return text; }",
  "src/shout.test.js": "it('is', () => {});",
  "src/ping.json": `{"url": "/ping"}`,
} as const;

describe("makecomapp.json", () => {
  test("every component is found, whatever its files are called", () => {
    const { apps } = find(listed);
    expect(apps).toHaveLength(1);
    const [app] = apps;
    expect(app).toMatchObject({ id: "chat", folder: ".", layout: "makecomapp", found: [] });
    expect(app?.webhooks).toMatchObject([
      {
        id: "events",
        type: "web-shared",
        connections: [{ id: "account" }],
        communication: { uri: "src/hook.json" },
        attach: { uri: "src/on.json" },
        detach: { uri: "src/off.json" },
        update: undefined,
        parameters: undefined,
      },
    ]);
    expect(app?.connections).toMatchObject([{ id: "account", type: "basic", parameters: { uri: "src/account.json" } }]);
    expect(app?.modules).toMatchObject([
      { id: "watchEvents", type: "instant_trigger", webhook: { id: "events" }, interface: { uri: "src/event.json" } },
      { id: "getUser", type: "action", expect: { uri: "src/user-fields.json" } },
    ]);
    expect(app?.rpcs.map(({ id }) => id)).toEqual(["listUsers"]);
    expect(app?.endpoints.map(({ id }) => id)).toEqual(["ping"]);
    expect(app?.functions.map(({ name }) => name)).toEqual(["shout"]);
    expect(app?.base?.uri).toBe("src/base.json");
    expect(app?.webhooks[0]?.place.span).toEqual(
      (({ start, end }) => ({ start, end }))({
        start: listed["makecomapp.json"].indexOf('"events"'),
        end: listed["makecomapp.json"].indexOf('"events"') + '"events"'.length,
      }),
    );
  });

  test("a whole app is silent", () => {
    expect(findings(listed)).toEqual([]);
  });

  test("each type of module is read as what it is", () => {
    const types = ["trigger", "action", "search", "instant_trigger", "responder", "universal"];
    const entries = types.map(
      (type) => `"do_${type}": {"moduleType": "${type}", "codeFiles": {"communication": "m.json"}}`,
    );
    const files = filesInMemory({
      "makecomapp.json": `{"components": {"module": {${entries.join()}}}}`,
      "m.json": `{"response": {"output": "{{parameters.a}}"}}`,
    });
    const { apps } = analyzeProject(findProject(files, ["."]), files);
    expect(apps[0]?.modules.map(({ communication }) => communication?.kind)).toEqual([
      "trigger",
      "module",
      "module",
      "instant-trigger",
      "responder",
      "module",
    ]);
  });

  test("a folder of it is no app again, but one with a list of its own is", () => {
    const { apps } = find({
      ...listed,
      "src/inner/webhook.iml.json": "{}",
      "other/makecomapp.json": `{"components": {}}`,
    });
    expect(apps.map(({ folder }) => folder)).toEqual([".", "other"]);
  });

  test("an app in `src` is called like the folder above", () => {
    expect(find({ "poll/src/makecomapp.json": `{"components": {}}` }).apps.map(({ id }) => id)).toEqual(["poll"]);
    expect(find({ "src/makecomapp.json": `{"components": {}}` }).apps.map(({ id }) => id)).toEqual(["chat"]);
  });

  test.each([
    ["../secret.json", "makecomapp.json path-outside-app"],
    ["src/../../secret.json", "makecomapp.json path-outside-app"],
    ["/etc/secret.json", "makecomapp.json path-outside-app"],
    ["\\\\..\\\\secret.json", "makecomapp.json path-outside-app"],
    ["C:/secret.json", "makecomapp.json path-outside-app"],
    ["src/../inside.json", undefined],
  ])("the path %s", (path, finding) => {
    const texts = {
      "makecomapp.json": `{"generalCodeFiles": {"base": "${path}"}, "components": {}}`,
      "inside.json": "{}",
      "../secret.json": `{"baseUrl": "https://a.example"}`,
    };
    expect(findings(texts)).toEqual(finding === undefined ? [] : [finding]);
    expect(find(texts).apps[0]?.base?.uri).toBe(finding === undefined ? "inside.json" : undefined);
  });

  const connection = (entry: string, more: Texts = {}) =>
    findings({
      "makecomapp.json": `{"components": {"connection": ${entry}}}`,
      "me.json": me,
      ...more,
    });

  test.each([
    [`{"a": {"connectionType": "basic", "codeFiles": {"communication": "me.json"}}}`, []],
    [`{"a": {"codeFiles": {"communication": "me.json"}}}`, ["component-type-missing"]],
    [`{"a": {"connectionType": "Basic", "codeFiles": {"communication": "me.json"}}}`, ["wrong-choice"]],
    [`{"a": {"connectionType": "basic", "codeFiles": {"api": "me.json"}}}`, ["former-code-name"]],
    [`{"a": {"connectionType": "basic", "codeFiles": {"communicaton": "me.json"}}}`, ["unknown-app-key"]],
    [`{"a": {"connectionType": "basic", "//": "x", "codeFiles": {"communication": "me.json"}}}`, ["unknown-app-key"]],
    [`{"a": {"connectionType": "basic", "codeFiles": {"communication": "ME.json"}}}`, ["file-name-case"]],
    [`{"a": {"connectionType": "basic", "codeFiles": {"communication": "you.json"}}}`, ["code-file-missing"]],
    [`{"a": {"connectionType": "basic", "codeFiles": {"communication": "me.json", "common": "none.json"}}}`, []],
    [`{"a": {"connectionType": "basic", "codeFiles": {"communication": 1}}}`, ["wrong-shape"]],
    [`{"a": {"connectionType": "basic", "codeFiles": {"communication": null}}}`, []],
    [`{"a": 1}`, ["wrong-shape"]],
    [`{"a": null}`, []],
    [`1`, ["wrong-shape"]],
    [`null`, []],
    [`[{"id": "a", "connectionType": "basic", "codeFiles": {"communication": "me.json"}}]`, ["components-as-list"]],
    [`[{"name": "a", "connectionType": "basic", "codeFiles": {"communication": "me.json"}}]`, ["components-as-list"]],
    [`[{"connectionType": "basic", "codeFiles": {"communication": "me.json"}}]`, ["components-as-list"]],
  ])("a connection as %s", (entry, codes) => {
    expect(connection(entry)).toEqual(codes.map((code) => `makecomapp.json ${code}`));
  });

  test("a file that lies where it does by default is taken, and said not to be named", () => {
    const texts = {
      "makecomapp.json": `{"components": {"connection": {"myAccount": {"connectionType": "basic", "codeFiles": {}}}}}`,
      "connections/my-account/my-account.communication.iml.json": me,
    };
    expect(find(texts).apps[0]?.connections[0]?.communication?.text).toBe(me);
    expect(findings(texts)).toEqual(["connections/my-account/my-account.communication.iml.json file-not-named"]);
  });

  test("a file that no entry names is still read", () => {
    const texts = { ...listed, "src/old.iml.json": "{", "src/old.txt": "{", "src/node_modules/a.iml.json": "{" };
    expect(findings(texts)).toEqual(["src/old.iml.json file-not-named", "src/old.iml.json json-syntax"]);
  });

  test("a list that is no JSON is an app all the same", () => {
    expect(findings({ "makecomapp.json": "{" })).toEqual(["makecomapp.json json-syntax"]);
    expect(findings({ "makecomapp.json": "[]" })).toEqual(["makecomapp.json wrong-shape"]);
  });

  test("a function whose file is missing is known to templates that imlc does not run", () => {
    const texts = (kind: string) => ({
      "makecomapp.json": `{"components": {"${kind}": {"abc": {"${kind}Type": "${kind === "module" ? "action" : "basic"}", "codeFiles": {"communication": "c.json"}}},
        "function": {"shout": {"codeFiles": {"code": "shout.js"}}}}}`,
      "c.json": `{"url": "https://a.example/{{shout('a')}}"}`,
    });
    expect(findings(texts("module"))).toEqual(["makecomapp.json code-file-missing"]);
    expect(findings({ ...texts("module"), "c.json": `{"url": "https://a.example/{{shuot('a')}}"}` })).toContain(
      "c.json unknown-function",
    );
  });
});

describe("an older export", () => {
  const texts = {
    "metadata.json": `{"name": "poll-1", "label": "Poll", "version": 1}`,
    "base.imljson": `{"baseUrl": "https://a.example"}`,
    "connections/poll-1/metadata.json": `{"name": "poll-1", "label": "Poll", "type": "basic"}`,
    "connections/poll-1/api.imljson": me,
    "connections/poll-1/parameters.imljson": `[{"name": "key", "type": "text"}]`,
    "connections/poll-1/scope.imljson": "[]",
    "webhooks/poll-2/metadata.json": `{"name": "poll-2", "label": "Votes", "connection": "poll-1", "type": "web-shared"}`,
    "webhooks/poll-2/api.iml.json": `{"uid": "{{item.user}}", "output": "{{item}}"}`,
    "webhooks/poll-2/attach.iml.jsonc": `{"url": "/hooks", "method": "POST", "body": {"to": "{{webhook.url}}"}, "response": {"data": {"hookId": "{{body.id}}"}}}`,
    "webhooks/poll-2/detach.json": `{"url": "/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
    "modules/watchVotes/metadata.json": `{"name": "watchVotes", "connection": null, "webhook": "poll-2", "type": "instant_trigger"}`,
    "modules/watchVotes/api.imljson": "{}",
    "modules/watchVotes/interface.imljson": `[{"name": "user", "type": "text"}]`,
    "rpcs/listPolls/api.imljson": `{"url": "/polls", "response": {"output": "{{body}}"}}`,
    "functions/shout/code.js": "function shout(text) { return text; }",
  };

  test("components are folders, and their metadata says what they are", () => {
    const [app] = find(texts).apps;
    expect(app).toMatchObject({ id: "chat", layout: "export", found: [] });
    expect(app?.webhooks).toMatchObject([
      {
        id: "poll-2",
        type: "web-shared",
        connections: [{ id: "poll-1" }],
        attach: { uri: "webhooks/poll-2/attach.iml.jsonc" },
        detach: { uri: "webhooks/poll-2/detach.json" },
      },
    ]);
    expect(app?.connections).toMatchObject([{ id: "poll-1", type: "basic" }]);
    expect(app?.modules).toMatchObject([{ id: "watchVotes", type: "instant_trigger", webhook: { id: "poll-2" } }]);
    expect(app?.rpcs).toMatchObject([{ id: "listPolls", connections: [] }]);
    expect(app?.functions).toMatchObject([{ name: "shout" }]);
    expect(app?.plain.map(({ uri }) => uri)).toEqual(["connections/poll-1/scope.imljson"]);
  });

  test("a whole app is silent, one without a type is not", () => {
    expect(findings(texts)).toEqual([]);
    const untyped = { ...texts, "connections/poll-1/metadata.json": `{"name": "poll-1"}` };
    expect(findings(untyped)).toEqual(["connections/poll-1/metadata.json component-type-missing"]);
    const { "connections/poll-1/metadata.json": _, ...bare } = texts;
    expect(find(bare).apps[0]?.connections).toMatchObject([{ id: "poll-1", type: undefined }]);
    expect(findings(bare)).toEqual([]);
  });

  test("broken metadata is said to be broken", () => {
    expect(findings({ ...texts, "metadata.json": "{" })).toEqual(["metadata.json json-syntax"]);
  });
});

describe("components that nothing lists", () => {
  const texts = {
    "connections/a/a.communication.iml.json": me,
    "webhooks/one/one.communication.iml.json": `{"uid": "{{item.user}}"}`,
    "webhooks/one/one.attach.iml.json": subscribe,
    "webhooks/one/one.detach.iml.json": unsubscribe,
    "webhooks/two/two.communication.iml.json": `{"uid": "{{item.team}}"}`,
  };

  test("lie in folders by their types and ids, and are one app", () => {
    const { apps } = find(texts);
    expect(apps).toMatchObject([{ id: "chat", folder: ".", layout: "bare" }]);
    expect(apps[0]?.webhooks.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(findings(texts)).toEqual([]);
  });

  test("stand beside a webhook whose files lie in the folder itself", () => {
    const { apps } = find({ ...texts, "webhook.iml.json": `{"uid": "{{item.id}}"}` });
    expect(apps.map((app) => app.webhooks.map(({ id }) => id))).toEqual([["webhook", "one", "two"]]);
  });
});

describe("a single file", () => {
  test("is read with the app that lists it", () => {
    const wrong = {
      ...listed,
      "src/off.json": `{"url": "/hooks/{{webhook.hookIdd}}", "method": "DELETE"}`,
      "src/me.json": "{",
    };
    expect(findings(wrong, ["src/off.json"])).toEqual(["src/off.json unknown-field"]);
  });

  test("is found in the folder of its app or below it, where the paths start", () => {
    const files = { ...filesInMemory({ ...listed, "src/off.json": "{" }, "chat") };
    const below = {
      ...files,
      folder: "/chat/src",
      read: (path: string) =>
        files.read(path === "../makecomapp.json" ? "makecomapp.json" : path.replace(/^(?:\.\.\/src\/)?/, "src/")),
      list: (path: string) => files.list(path === ".." ? "." : path.startsWith("..") ? path.slice(3) : `src/${path}`),
    };
    const { diagnostics } = analyzeProject(findProject(below, ["off.json"]), below);
    expect(diagnostics).toMatchObject([{ code: "json-syntax", uri: "../src/off.json" }]);
  });

  test("that nothing lists is what its name says", () => {
    expect(
      findings({ ...listed, "lost/x.connection.iml.json": `{"url": "/me"}` }, ["lost/x.connection.iml.json"]),
    ).toEqual(["lost/x.connection.iml.json file-not-named"]);
    expect(findings({ "lost/x.connection.iml.json": `{"url": "/me"}` }, ["lost/x.connection.iml.json"])).toEqual([
      "lost/x.connection.iml.json relative-url",
    ]);
  });
});
