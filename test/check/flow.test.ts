import { describe, expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";

type Texts = Readonly<Record<string, string>>;

/** An app of one account, one webhook and its trigger, with other texts for some of its files. */
function app(changed: Texts = {}, entries: Readonly<Record<string, unknown>> = {}) {
  const components = {
    connection: {
      account: { connectionType: "basic", codeFiles: { communication: "me.json", params: "fields.json" } },
    },
    webhook: {
      events: {
        webhookType: "web-shared",
        connection: "account",
        codeFiles: { communication: "hook.json", attach: "on.json", detach: "off.json", params: "choice.json" },
      },
    },
    module: {
      watchEvents: {
        moduleType: "instant_trigger",
        webhook: "events",
        codeFiles: { communication: "watch.json", interface: "event.json", samples: "sample.json" },
      },
      getUser: {
        moduleType: "action",
        connection: "account",
        codeFiles: { communication: "user.json", mappableParams: "user-fields.json" },
      },
    },
    ...entries,
  };
  const texts = {
    "makecomapp.json": JSON.stringify({
      fileVersion: 1,
      generalCodeFiles: { base: "base.json", common: "secrets.json" },
      components,
    }),
    "base.json": `{"baseUrl": "https://a.example"}`,
    "fields.json": `[{"name": "key", "type": "password", "required": true}]`,
    "me.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}", "data": {"site": "{{body.site}}"}}}`,
    "choice.json": `[{"name": "board", "type": "text"}]`,
    "hook.json": `{"uid": "{{item.user}}", "output": {"title": "{{item.title}}"}}`,
    "on.json": `{"url": "/hooks", "method": "POST", "body": {"to": "{{webhook.url}}"}, "response": {"data": {"hookId": "{{body.id}}"}}}`,
    "off.json": `{"url": "/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
    "watch.json": "{}",
    "event.json": `[{"name": "title", "type": "text"}]`,
    "sample.json": `{"title": "Lunch"}`,
    "user.json": `{"url": "/users/{{parameters.id}}", "response": {"output": "{{body}}"}}`,
    "user-fields.json": `[{"name": "id", "type": "text", "required": true}]`,
    "secrets.json": `{"clientId": "a"}`,
    ...changed,
  };
  const files = filesInMemory(texts);
  const { apps, diagnostics } = analyzeProject(findProject(files, ["."]), files);
  const told = diagnostics.filter(({ severity }) => severity !== "hint");
  return { apps, messages: told.map(({ uri, message }) => `${uri}: ${message}`), diagnostics };
}

test("where everything is read that is there, nothing is said", () => {
  expect(app().messages).toEqual([]);
});

describe("what is read in one file is declared in another", () => {
  const request = (url: string, more = "") => `{"url": "${url}", "method": "DELETE"${more}}`;

  test.each([
    [
      "off.json",
      request("/hooks/{{webhook.hokId}}"),
      "There is no `hokId` in what `on.json` saves. Did you mean `hookId`?",
    ],
    ["off.json", request("/hooks/{{data.hookId}}?b={{data.board}}&h={{webhook.hookId}}"), undefined],
    [
      "off.json",
      request("/hooks/{{data.bord}}/{{webhook.hookId}}"),
      "There is no `bord` in what attach saves, and the parameters of the webhook `events`. Did you mean `board`?",
    ],
    ["off.json", request("/hooks/{{webhook.hookId}}?b={{parameters.board}}"), undefined],
    [
      "off.json",
      request("/hooks/{{webhook.hookId}}?b={{parameters.bord}}"),
      "There is no `bord` in the parameters of the webhook `events`. Did you mean `board`?",
    ],
    ["off.json", request("/hooks/{{webhook.hookId}}?c={{connection.site}}"), undefined],
    [
      "off.json",
      request("/hooks/{{webhook.hookId}}?c={{connection.sites}}"),
      "There is no `sites` in the connection `account`: its parameters, and what its requests save. Did you mean `site`?",
    ],
    ["off.json", request("/hooks/{{webhook.hookId}}?c={{common.clientId}}"), undefined],
    [
      "off.json",
      request("/hooks/{{webhook.hookId}}?c={{common.clientID}}"),
      "There is no `clientID` in the common data in `secrets.json`. Did you mean `clientId`?",
    ],
    [
      "user.json",
      `{"url": "/users/{{parameters.ide}}"}`,
      "There is no `ide` in the parameters of the module `getUser`. Did you mean `id`?",
    ],
    ["user.json", `{"url": "/users/{{parameters.id}}", "qs": {"c": "{{parameters.__IMTCONN__}}"}}`, undefined],
    ["watch.json", `{"response": {"output": {"title": "{{payload.title}}"}}}`, undefined],
    ["watch.json", `{"response": {"output": {"title": "{{connection.site}}"}}}`, undefined],
  ])("%s: %s", (name, text, message) => {
    const found = app({ [name]: text }).diagnostics.filter(({ code }) => code === "unknown-field");
    expect(found.map(({ uri, message: said }) => `${uri}: ${said}`)).toEqual(
      message === undefined ? [] : [`${name}: ${message}`],
    );
  });

  test("an instant trigger reads what its webhook gives", () => {
    const { diagnostics } = app({ "watch.json": `{"response": {"output": {"title": "{{payload.titel}}"}}}` });
    expect(diagnostics.filter(({ severity }) => severity !== "hint")).toMatchObject([
      { code: "unknown-field", uri: "watch.json" },
    ]);
  });

  test("what a connection saves is read in its own requests, whatever it is called there", () => {
    const oauth = (condition: string) => ({
      "me.json": `{
        "authorize": {"url": "https://a.example/login"},
        "token": {"url": "https://a.example/token", "method": "POST", "response": {"data": {"expires": "{{addSeconds(now, body.seconds)}}", "token": "{{body.token}}"}, "expires": "{{body.until}}"}},
        "refresh": {"condition": "${condition}", "url": "https://a.example/token", "method": "POST", "response": {"data": {"token": "{{body.token}}"}}},
        "info": {"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}
      }`,
    });
    const of = (condition: string) => app(oauth(condition)).diagnostics.filter(({ code }) => code === "unknown-field");
    expect(of("{{data.expires < addMinutes(now, 5)}}")).toEqual([]);
    expect(of("{{connection.expires < addMinutes(now, 5)}}")).toEqual([]);
    expect(of("{{data.expired < addMinutes(now, 5)}}")).toMatchObject([{ uri: "me.json" }]);
  });

  test("in its own requests, what a connection saves is of the type that it was saved with, by whatever request", () => {
    const me = (info: string, refreshed = "{{addSeconds(now, 60)}}") => `{
      "authorize": {"url": "https://a.example/login"},
      "token": {"url": "https://a.example/token", "response": {"data": {"until": "{{addSeconds(now, 60)}}"}}},
      "refresh": {"url": "https://a.example/token", "response": {"data": {"until": "${refreshed}"}}},
      "info": {"condition": "${info}", "url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}
    }`;
    const found = (...of: Parameters<typeof me>) =>
      app({ "me.json": me(...of) })
        .diagnostics.map(({ code }) => code)
        .filter((code) => code !== "refresh-without-condition");
    for (const name of ["connection", "data", "parameters"]) {
      expect(found(`{{${name}.until > now}}`)).toEqual([]);
      expect(found(`{{${name}.until.day = 1}}`)).toEqual(["no-fields"]);
      expect(found(`{{${name}.until.day = 1}}`, "{{body.until}}")).toEqual([]);
    }
  });

  test.each([
    ["fields.json", "{", "connection"],
    ["me.json", "{", "connection"],
    ["secrets.json", "{}", "common"],
  ])("of what %s says as %s nothing is known", (name, text, variable) => {
    const { diagnostics } = app({
      [name]: text,
      "off.json": request(`/hooks/{{webhook.hookId}}?x={{${variable}.anything}}`),
    });
    expect(diagnostics.filter(({ uri }) => uri === "off.json")).toEqual([]);
  });
});

describe("an instant trigger and its webhook", () => {
  const codes = (texts: Texts) =>
    app(texts)
      .diagnostics.filter(({ code }) => /interface|output-field|sample/.test(code))
      .map(({ code, uri }) => `${uri} ${code}`);

  test("are compared", () => {
    expect(codes({ "hook.json": `{"uid": "{{item.user}}", "output": {"name": "{{item.name}}"}}` })).toEqual([
      "hook.json missing-interface-field",
      "hook.json undeclared-output-field",
    ]);
  });

  test("a request of the trigger's own makes its bundles", () => {
    expect(codes({ "watch.json": `{"response": {"output": {"name": "{{payload.title}}"}}}` })).toEqual([
      "watch.json missing-interface-field",
      "watch.json undeclared-output-field",
    ]);
    expect(codes({ "watch.json": `{"url": "/events/{{payload.title}}"}` })).toEqual([]);
  });

  test("an output for each subscriber is one too", () => {
    expect(codes({ "hook.json": `{"uid": "{{item.user}}", "output": {"name": "{{parameters.board}}"}}` })).toEqual([
      "hook.json missing-interface-field",
      "hook.json undeclared-output-field",
    ]);
  });

  test("samples are held against the interface", () => {
    expect(codes({ "sample.json": `{"titel": "Lunch"}` })).toEqual(["sample.json sample-mismatch"]);
  });
});

describe("which webhooks are shared", () => {
  const webhook = (type: string | undefined, hook: string) =>
    app(
      { "hook.json": hook },
      {
        webhook: {
          events: {
            ...(type !== undefined && { webhookType: type }),
            connection: "account",
            codeFiles: { communication: "hook.json", attach: "on.json", detach: "off.json", params: "choice.json" },
          },
        },
      },
    );
  const own = `{"uid": "{{item.user}}", "output": {"title": "{{item.title}}"}}`;
  const anyones = `{"output": {"title": "{{item.title}}"}}`;

  test.each([
    ["web-shared", own, true, []],
    ["web-shared", anyones, true, ["uid-missing"]],
    ["web", own, false, ["webhook-not-shared"]],
    ["web", anyones, false, ["webhook-not-shared"]],
    [undefined, own, true, ["component-type-missing"]],
    [undefined, anyones, false, ["component-type-missing", "webhook-not-shared"]],
  ])("%s, %s", (type, hook, shared, codes) => {
    const { apps, diagnostics } = webhook(type, hook);
    expect(apps[0]?.webhooks[0]?.shared).toBe(shared);
    expect(apps[0]?.connections[0]?.isRun).toBe(shared);
    const about = ["uid-missing", "webhook-not-shared", "component-type-missing"];
    expect(
      diagnostics
        .map(({ code }) => code)
        .filter((code) => about.includes(code))
        .sort(),
    ).toEqual(codes);
  });

  test("what imlc does not run is only said of those", () => {
    const twice = `[{"url": "/hooks", "method": "POST", "body": {"to": "{{webhook.url}}"}, "response": {"data": {"hookId": "{{body.id}}"}}}, {"url": "/more", "pagination": {"condition": "{{body.next}}"}}]`;
    const codes = (type: string) => {
      const { diagnostics } = app(
        { "on.json": twice },
        {
          webhook: {
            events: {
              webhookType: type,
              connection: "account",
              codeFiles: { communication: "hook.json", attach: "on.json", detach: "off.json", params: "choice.json" },
            },
          },
        },
      );
      return diagnostics.filter(({ code }) => code === "not-run").map(({ uri }) => uri);
    };
    expect(codes("web-shared")).toEqual(["on.json"]);
    expect(codes("web")).toEqual([]);
  });
});
