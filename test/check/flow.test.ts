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

  test("what update saves is read as what attach saves, whatever its type", () => {
    const files = (detach: string, attach = `{"data": {"version": 1}}`) => ({
      "shop/webhook.iml.json": `{"uid": "{{item.user}}", "output": {"version": "{{data.version}}", "rank": "{{data.rank}}"}}`,
      "shop/attach.iml.json": `{"url": "https://a.example/hooks", "method": "POST", "response": ${attach}}`,
      "shop/update.iml.json": `{"url": "https://a.example/hooks", "method": "PUT", "response": {"data": {"version": "{{body.v}}", "rank": "{{body.r}}"}}}`,
      "shop/detach.iml.json": `{"url": "https://a.example/hooks/${detach}", "method": "DELETE"}`,
    });
    const found = (...of: Parameters<typeof files>) => {
      const disk = filesInMemory(files(...of));
      const { diagnostics } = analyzeProject(findProject(disk, ["."]), disk);
      return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    };
    expect(found("{{webhook.version.major}}/{{webhook.rank}}")).toEqual([]);
    expect(found("{{webhook.version}}/{{webhook.rank}}", "{}")).toEqual([]);
    expect(found("{{webhook.rnak}}")).toEqual([
      "There is no `rnak` in what `attach.iml.json` and `update.iml.json` save. Did you mean `rank`?",
    ]);
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

describe("what a module or an RPC names is there", () => {
  const entries = {
    module: {
      getUser: {
        moduleType: "action",
        connection: "account",
        codeFiles: { communication: "user.json", samples: "sample.json" },
      },
    },
    rpc: { aUser: { codeFiles: { communication: "boards.json" } } },
    endpoint: { users: { codeFiles: { communication: "boards.json" } } },
  };
  const said = (changed: Texts) =>
    app({ "boards.json": `{"url": "/boards"}`, "sample.json": "{}", ...changed }, entries).messages;

  test("an endpoint", () => {
    const calling = (endpoint: string) => said({ "user.json": `{"endpoint": "${endpoint}", "input": {"id": 1}}` });
    expect(calling("users")).toEqual([]);
    expect(calling("{{parameters.endpoint}}")).toEqual([]);
    expect(calling("usres")).toEqual(["user.json: This app has no endpoint `usres`. Did you mean `users`?"]);
  });

  test("the RPC that gives its samples", () => {
    expect(said({ "sample.json": ` "rpc://aUser"` })).toEqual([]);
    expect(said({ "sample.json": ` "rpc://aUsre"` })).toEqual([
      "sample.json: This app has no RPC `aUsre`, so nothing can be chosen here. Did you mean `aUser`?",
    ]);
  });
});

test("a trigger by date has the dates of its items, one by id need not", () => {
  const trigger = (keys: string) =>
    app({ "user.json": `{"url": "/users", "response": {"iterate": "{{body}}", "trigger": {${keys}}}}` }).messages;
  const byId = `"order": "asc", "id": "{{item.id}}"`;
  expect(trigger(`"type": "id", ${byId}`)).toEqual([]);
  expect(trigger(`"type": "date", ${byId}, "date": "{{item.made}}"`)).toEqual([]);
  expect(trigger(`"type": "date", ${byId}`)).toEqual(["user.json: `date` is missing in `response.trigger`."]);
});

test("a secret that attach has saved is kept out of the logs", () => {
  const attach = `{"url": "/hooks", "method": "POST", "body": {"to": "{{webhook.url}}"}, "response": {"data": {"hookId": "{{body.id}}", "secret": "{{body.secret}}"}}}`;
  const detach = (more: string) =>
    app({
      "on.json": attach,
      "off.json": `{"url": "/hooks/{{webhook.hookId}}", "method": "DELETE", "headers": {"x-secret": "{{webhook.secret}}"}${more}}`,
    }).messages;
  expect(detach(`, "log": {"sanitize": ["request.headers.x-secret"]}`)).toEqual([]);
  expect(detach("")).toEqual([
    "off.json: `webhook.secret` is a secret, and nothing keeps it out of the logs. Add `request.headers.x-secret` to `log.sanitize`.",
  ]);
});

describe("what is common to all users of a connection", () => {
  const connection = {
    account: {
      connectionType: "basic",
      codeFiles: { communication: "me.json", params: "fields.json", common: "own.json" },
    },
  };
  const reading = (name: string, more: Texts) =>
    app(
      {
        "own.json": `{"clientId": ""}`,
        "me.json": `{"url": "https://a.example/me?id={{common.${name}}}", "response": {"uid": "{{body.id}}"}}`,
        ...more,
      },
      { connection },
    ).messages;

  test("is the app's and its own", () => {
    expect(reading("clientId", { "secrets.json": `{"appId": ""}` })).toEqual([]);
    expect(reading("appId", { "secrets.json": `{"appId": ""}` })).toEqual([]);
    expect(reading("clientID", { "secrets.json": `{"appId": ""}` })).toEqual([
      "me.json: There is no `clientID` in the common data of the app and of the connection. Did you mean `clientId`?",
    ]);
  });

  test("is probably no more than its own, where the app's is kept elsewhere", () => {
    expect(reading("clientId", { "secrets.json": "{}" })).toEqual([]);
    expect(reading("clientID", { "secrets.json": "{}" })).toEqual([
      "me.json: There is no `clientID` in the common data in `own.json`. Did you mean `clientId`?",
    ]);
    expect(reading("anything", { "secrets.json": "{}", "own.json": "{}" })).toEqual([]);
  });
});

describe("what stands in the base holds for all that inherit it", () => {
  const connection = {
    account: { connectionType: "basic", codeFiles: { communication: "me.json", params: "fields.json" } },
    token: { connectionType: "basic", codeFiles: { communication: "you.json", params: "token.json" } },
  };
  const rpc = {
    boards: { connection: "account", altConnection: "token", codeFiles: { communication: "boards.json" } },
  };
  const two = { connection, rpc };
  const base = (key: string) => ({
    "boards.json": `{"url": "/boards"}`,
    "base.json": `{"baseUrl": "https://a.example", "headers": {"x-key": "{{${key}}}"}, "log": {"sanitize": ["request.headers.x-key"]}}`,
    "you.json": `{"url": "https://a.example/you", "response": {"uid": "{{body.id}}"}}`,
    "token.json": `[{"name": "token", "type": "password"}]`,
  });

  test("a connection may be any of the app's", () => {
    expect(app(base("ifempty(connection.token, connection.key)"), two).messages).toEqual([]);
    expect(app(base("connection.tokn"), two).messages).toEqual([
      "base.json: There is no `tokn` in any connection that components of this app have. Did you mean `token`?",
    ]);
  });

  test("a connection that nothing uses gives nothing", () => {
    expect(app(base("ifempty(connection.token, connection.key)"), { connection }).messages).toEqual([
      "base.json: There is no `token` in the connection `account`: its parameters, and what its requests save.",
    ]);
  });

  test("a connection that may have anything else has whatever is read", () => {
    const anything = { ...base("connection.tokn"), "token.json": `["rpc://fieldsOfToken"]` };
    expect(app(anything, two).messages).not.toContainEqual(expect.stringContaining("tokn"));
  });

  test("a parameter may be that of any component that inherits it", () => {
    expect(app(base("parameters.board + parameters.id")).messages).toEqual([]);
    expect(app(base("parameters.bord")).messages).toEqual([
      "base.json: There is no `bord` in the parameters of any component that inherits the base. Did you mean `board`?",
    ]);
  });

  test("a value of `temp` may be written by any component that inherits it, or by the base itself", () => {
    const written = (more: Texts) => app({ ...base("temp.session"), ...more }).messages;
    const told = ["base.json: There is no `session` in `temp`; neither the base nor what inherits it writes it."];
    expect(written({})).toEqual(told);
    expect(written({ "user.json": `{"temp": {"session": 1}, "url": "/users/{{parameters.id}}"}` })).toEqual([]);
    expect(
      written({
        "off.json": `[{"url": "/hooks/{{webhook.hookId}}", "response": {"temp": {"session": "{{body.id}}"}}}]`,
      }),
    ).toEqual([]);
    expect(written({ "user.json": `{"temp": "{{parameters}}", "url": "/users"}` })).toEqual([]);
    const own = { "base.json": `{"baseUrl": "https://a.example", "temp": {"v": 1}, "qs": {"v": "{{temp.v}}"}}` };
    expect(app(own).messages).toEqual([]);
  });

  test("where one of them may have any parameters, so has the base", () => {
    const calling = { rpc: { boards: { connection: "account", codeFiles: { communication: "boards.json" } } } };
    const told = (more: Texts, entries = {}) => app({ ...base("parameters.bord"), ...more }, entries).messages;
    expect(told({}, calling)).toEqual([]);
    expect(told({ "choice.json": `["rpc://fields"]` })).not.toContainEqual(expect.stringContaining("bord"));
  });

  test("what inherits nothing does not count", () => {
    const told = (more: Texts) => app({ ...base("parameters.id"), ...more }).messages;
    expect(told({ "user.json": "{}" })).toEqual([
      "base.json: There is no `id` in the parameters of the webhook `events`.",
    ]);
    expect(told({ "user.json": "{}", "on.json": "{}", "off.json": "[]" })).not.toContainEqual(
      expect.stringContaining("There is no"),
    );
  });

  test("of a folder with one webhook it is that one's", () => {
    const files = filesInMemory({
      "base.iml.json": `{"baseUrl": "https://{{parameters.bord}}.example"}`,
      "webhooks/events/events.communication.iml.json": `{"uid": "{{item.user}}"}`,
      "webhooks/events/events.params.iml.json": `[{"name": "board", "type": "text"}]`,
      "webhooks/events/events.attach.iml.json": `{"url": "/hooks", "method": "POST", "body": {"to": "{{webhook.url}}"}}`,
      "webhooks/events/events.detach.iml.json": `{"url": "/hooks", "method": "DELETE"}`,
    });
    const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
    expect(diagnostics.filter(({ code }) => code === "unknown-field")).toMatchObject([
      {
        uri: "base.iml.json",
        message: "There is no `bord` in the parameters of the webhook `events`. Did you mean `board`?",
      },
    ]);
  });

  test("what stands beside it is held against the component's own", () => {
    const user = `{"url": "/users/{{parameters.di}}", "headers": {"a": "{{connection.tenant}}"}}`;
    const token = `[{"name": "token", "type": "password"}, {"name": "tenant", "type": "text"}]`;
    expect(app({ ...base("connection.tenant"), "token.json": token, "user.json": user }, two).messages).toEqual([
      "user.json: There is no `di` in the parameters of the module `getUser`. Did you mean `id`?",
      "user.json: There is no `tenant` in the connection `account`: its parameters, and what its requests save.",
    ]);
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
    const of = (fields: readonly string[], sample: string) =>
      codes({
        "hook.json": `{"uid": "{{item.user}}", "output": "{{item}}"}`,
        "event.json": JSON.stringify(fields.map((name) => ({ name, type: "text" }))),
        "sample.json": sample,
      });
    const found = ["sample.json sample-mismatch"];
    expect(of(["title"], `{"titel": "Lunch"}`)).toEqual(found);
    expect(of(["title", "place"], `{"titel": "Lunch", "place": "here"}`)).toEqual(found);
    expect(of(["title", "place"], `{"city": "Rome"}`)).toEqual(found);
    expect(of(["title"], `{"title": 1}`)).toEqual(found);
  });

  test("a sample need not have all that the interface names, and may have more", () => {
    const texts = {
      "hook.json": `{"uid": "{{item.user}}", "output": "{{item}}"}`,
      "event.json": `[{"name": "title", "type": "text"}, {"name": "place", "type": "text"}]`,
    };
    for (const sample of [`{"title": "Lunch"}`, `{"title": "Lunch", "city": "Rome"}`, `{}`, `[{"place": "here"}]`]) {
      expect(codes({ ...texts, "sample.json": sample })).toEqual([]);
    }
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
