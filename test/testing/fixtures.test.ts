import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, root, run } from "../cli/run.ts";

const chat = {
  "chat/webhook.iml.json": `{
  "verification": {
    "condition": "{{body.type == 'hello'}}",
    "respond": { "type": "text", "body": "{{body.challenge}}" }
  },
  "iterate": "{{body.messages}}",
  "uid": "{{item.user}}",
  "output": { "text": "{{upper(item.text)}}" }
}`,
};

/** Runs the tests of the app with one file of them. */
async function tested(fixture: string, files: Readonly<Record<string, string>> = chat, ...args: readonly string[]) {
  const cwd = folder({ ...files, "chat/a.hook-test.json": fixture });
  const { code, out, err } = await run(["test", "chat", ...args], { cwd });
  const file = (): string => readFileSync(join(cwd, "chat/a.hook-test.json"), "utf8");
  return { code, out: out.replace(/in \d+ ms/, "in 1 ms"), err, file, cwd };
}

test("the examples pass their tests, and these run all that there is of the chat", async () => {
  const { code, out } = await run(["test", "examples/chat", "examples/github-app"], { cwd: root });
  expect([code, out]).toEqual([0, expect.stringMatching(/\n7 passed, 0 failed, in \d+ ms\.\n$/)]);
  const covered = await run(["test", "examples/chat", "--coverage-min", "100"], { cwd: root });
  expect([covered.code, covered.err]).toEqual([0, ""]);
});

test("what is as expected passes, and what is not written is not compared", async () => {
  const { code, out } = await tested(`{
    // A comment.
    "name": "a message",
    "connections": { "ada": { "uid": 7 } },
    "subscriptions": { "a": { "connection": "ada" }, "b": { "connection": "ada" } },
    "request": { "body": { "messages": [{ "user": 7, "text": "hi" }] } },
    "expect": { "items": [{ "uid": 7, "output": { "text": "HI" }, "owners": ["a", "b"] }], "reply": { "status": 200 } }
  }`);
  expect([code, out]).toEqual([
    0,
    "chat: a.hook-test.json (chat/a.hook-test.json)\n  ✔ a message\n\n1 passed, 0 failed, in 1 ms.\n",
  ]);
});

test("a difference is shown with its place in the fixture, and that of the directive", async () => {
  const { code, out } = await tested(`{
  "name": "a message",
  "request": { "body": { "messages": [{ "user": 7, "text": "hi" }, { "text": "who?" }] } },
  "expect": {
    "items": [
      { "uid": "7", "output": { "text": "hi" } },
      { "output": { "text": "WHO?" } }
    ]
  }
}`);
  expect([code, out]).toEqual([
    1,
    `chat: a.hook-test.json (chat/a.hook-test.json)
  ✘ a message
      chat/a.hook-test.json:6:41 \`items\` is not as expected.
            {
              "uid": "7",
              "output": {
        -       "text": "hi"
        +       "text": "HI"
              }
            },
            {
        made by chat/webhook.iml.json:8:13

0 passed, 1 failed, in 1 ms.
`,
  ]);
});

test("items are compared in full: one that nobody expects, or an owner, is a difference", async () => {
  const { code, out } = await tested(`{
  "connections": { "ada": { "uid": "7" } },
  "subscriptions": { "ada's": { "connection": "ada" } },
  "request": { "body": { "messages": [{ "user": 7, "text": "hi" }, { "user": 8, "text": "ho" }] } },
  "expect": { "items": [{ "uid": "7", "output": { "text": "HI" } }] }
}`);
  expect(code).toBe(1);
  expect(out).toContain('+     "owners": [');
  expect(out).toContain('+     "uid": "8",');
});

test.each([
  [
    '{"requset": {}, "expect": {}}',
    "chat/a.hook-test.json:1:2 `requset` is no key of a hook test. Did you mean `request`?",
  ],
  [
    '{"request": {"body": 1, "rawBody": "2"}, "expect": {}}',
    "chat/a.hook-test.json:1:36 A request has one body: `body`, `rawBody` or `bodyFile`.",
  ],
  ['{"expect": {}}', "chat/a.hook-test.json:1:1 Nothing happens here: a case has one of `request`"],
  [
    '{"request": {}, "attach": {"connection": "a"}}',
    "chat/a.hook-test.json:1:27 A step has one of `request`, `connect`, `attach`, `update`, `detach`; write several in `steps`.",
  ],
  ['{"request": {}, "expect": {"state": "attached"}}', "chat/a.hook-test.json:1:28 `state` cannot come of `request`"],
  ['{"request": {}, "service": []}', "chat/a.hook-test.json:1:28 A request to the shared URL asks no service."],
  ['{"now": "soon", "request": {}}', "chat/a.hook-test.json:1:9 `now` is a time in ISO 8601"],
  ['{"request": {"status": "x"', "chat/a.hook-test.json:1:"],
  ['{"request": {"sign": "x"}}', "chat/a.hook-test.json:1:1 `imlc.json` says nothing of how requests are signed."],
  ['{"webhook": "wehbook", "request": {}}', "has no webhook `wehbook`, but `webhook`. Did you mean `webhook`?"],
  ['{"request": {"bodyFile": "none.txt"}}', "chat/a.hook-test.json:1:1 There is no file `none.txt`."],
  ['{"detach": {"id": "x"}}', "There is no subscription `x`."],
  ['{"subscriptions": {"x": {"connection": "y"}}, "request": {}}', "There is no connection `y`."],
  ['{"connections": {"x": {"uid": true}}, "request": {}}', "`uid` must be a text that is not empty, or an integer."],
  [
    '{"request": {}, "expect": {}}',
    "chat/a.hook-test.json:1:27 Nothing is expected here; `--update` writes what came.",
  ],
])("%s is a failure that says what and where", async (fixture, message) => {
  const { code, out } = await tested(fixture);
  expect(code).toBe(1);
  expect(out).toContain(message);
});

test("braces in data are data", async () => {
  const { code } = await tested(
    '{"request": {"body": {"messages": [{"user": 1, "text": "{{x"}]}}, "expect": {"items": [{"uid": 1, "output": {"text": "{{X"}}]}}',
  );
  expect(code).toBe(0);
});

test("long integers keep their digits", async () => {
  const { code } = await tested(
    '{"request": {"body": {"messages": [{"user": 9007199254740993, "text": ""}]}}, "expect": {"items": [{"uid": "9007199254740993", "output": {"text": ""}}]}}',
  );
  expect(code).toBe(0);
});

test("what depends on the subscription, is a duplicate, belongs to the app or fails, is told of its item", async () => {
  const { out, code } = await tested(
    `{
  "connections": { "ada": { "uid": "7" }, "ben": { "uid": "7" } },
  "subscriptions": {
    "ada's": { "connection": "ada", "parameters": { "channel": "x" } },
    "ben's": { "connection": "ben", "parameters": { "channel": "y" } }
  },
  "request": {
    "body": {
      "messages": [
        { "id": 1, "user": 7, "channel": "x" },
        { "id": 1, "user": 7, "channel": "x" },
        { "id": 2, "system": true },
        { "id": 3, "user": 7, "channel": "y", "bad": true }
      ]
    }
  },
  "expect": {
    "reply": { "status": 200 },
    "items": [
      { "uid": "7", "dedupe": "1", "outputs": { "ada's": { "id": 1, "to": "x" } }, "owners": ["ada's"] },
      { "uid": "7", "dedupe": "1", "duplicate": true },
      { "dedupe": "2", "platform": true },
      { "uid": "7", "dedupe": "3", "deadFor": { "ben's": { "code": "argument-type" } } }
    ]
  }
}`,
    {
      "chat/webhook.iml.json": `{
  "iterate": "{{body.messages}}",
  "uid": "{{item.user}}",
  "condition": "{{parameters.channel = item.channel}}",
  "output": { "id": "{{item.id}}", "to": "{{if(item.bad; parseDate('x'; 'YYYY'); parameters.channel)}}" }
}`,
      "chat/imlc.json": '{"webhook": {"dedupe": "{{item.id}}", "platformEvent": "{{item.system}}"}}',
    },
  );
  expect([code, out]).toEqual([0, expect.any(String)]);
});

test("a request that cannot be evaluated tells why, and where", async () => {
  const { out, code } = await tested(
    '{"request": {"body": {"when": "x"}}, "expect": {"reply": {"status": 500}, "failure": {"code": "argument-type", "at": "webhook.iml.json:1:22"}}}',
    { "chat/webhook.iml.json": `{"iterate": "{{split(parseDate(body.when; 'YYYY'); ',')}}", "uid": "{{item}}"}` },
  );
  expect([code, out]).toEqual([0, expect.any(String)]);
});

test.each([
  ['{"type": "text", "body": ""}', 0],
  ['{"type": "text", "body": "seen"}', 1],
])("a reply without a body can be expected: %s", async (respond, exit) => {
  const { code, out } = await tested('{"request": {"body": {}}, "expect": {"reply": {"body": ""}}}', {
    "chat/webhook.iml.json": `{"uid": "{{item.user}}", "respond": ${respond}}`,
  });
  expect([code, out]).toEqual([exit, expect.any(String)]);
});

test("a body may come from a file, with headers that say what it is", async () => {
  const { code, out } = await tested(
    `{
  "request": { "bodyFile": "form.txt", "headers": { "Content-Type": "application/x-www-form-urlencoded" } },
  "expect": { "items": [{ "uid": "7", "output": "a b" }] }
}`,
    {
      "chat/webhook.iml.json": '{"uid": "{{body.user}}", "output": "{{body.text}}"}',
      "chat/form.txt": "user=7&text=a+b",
    },
  );
  expect([code, out]).toEqual([0, expect.any(String)]);
});

const subscribing = {
  ...chat,
  "chat/attach.iml.json": `{
  "url": "https://api.example.com/hooks",
  "method": "POST",
  "body": { "url": "{{webhook.url}}", "channel": "{{parameters.channel}}" },
  "response": { "data": { "id": "{{body.id}}" } }
}`,
  "chat/detach.iml.json": '{"url": "https://api.example.com/hooks/{{webhook.id}}", "method": "DELETE"}',
};

test("each request to the service is compared; one too many and one too few are failures", async () => {
  const { out, code } = await tested(
    `{
  "connections": { "ada": { "uid": "7" } },
  "cases": [
    {
      "name": "another request",
      "attach": { "connection": "ada", "parameters": { "channel": "x" } },
      "service": [
        {
          "expect": { "method": "PUT", "url": "https://api.example.com/hooks", "body": { "url": "https://hooks.example.com/hooks/chat/webhook", "channel": "x" } },
          "answer": { "status": 201, "body": { "id": "1" } }
        }
      ],
      "expect": { "state": "attached", "saved": { "id": "1" } }
    },
    {
      "name": "one too many",
      "attach": { "connection": "ada" },
      "expect": { "state": "attaching" }
    },
    {
      "name": "one too few",
      "attach": { "connection": "ada" },
      "service": [{ "answer": { "body": { "id": "1" } } }, {}],
      "expect": { "state": "attached" }
    },
    {
      "name": "a refusal",
      "attach": { "connection": "ada" },
      "service": [{ "answer": { "status": 403 } }],
      "expect": { "state": "attach-failed", "error": { "code": "runtime-error" } }
    },
    {
      "name": "no answer",
      "attach": { "connection": "ada" },
      "service": [{ "answer": { "fails": "timeout" } }],
      "expect": { "state": "attaching", "error": { "code": "timeout" } }
    }
  ]
}`,
    subscribing,
  );
  expect(code).toBe(1);
  expect(out).toContain(`  ✘ another request
      chat/a.hook-test.json:9:33 The request to the service is not as expected.
          {
        -   "method": "PUT",
        +   "method": "POST",`);
  expect(out).toContain(
    "chat/a.hook-test.json:17:17 The service was asked POST https://api.example.com/hooks, for which `service` has no answer.",
  );
  expect(out).toContain("chat/a.hook-test.json:23:60 The service was not asked this: 1 of 2 requests came.");
  expect(out).toContain("  ✔ a refusal\n  ✔ no answer\n");
});

test("--update writes what came and leaves all else as it is", async () => {
  const { code, err, file } = await tested(
    `{
  // Stays.
  "cases": [
    {
      "name": "one",
      "request": { "body": { "messages": [{ "user": 7, "text": "hi" }, { "user": 8, "text": "ho" }] } },
      "expect": {
        /* stays, too */ "reply": { "status": 201 }, // and this
        "items": [
          { "uid": 7, "output": { "text": "wrong" } }
        ]
      }
    },
    { "name": "two", "request": { "body": { "type": "hello", "challenge": "c" } }, "expect": {} }
  ]
}`,
    chat,
    "--update",
  );
  expect(err).toBe("imlc: chat/a.hook-test.json says now what came; look at the change before you keep it.\n");
  expect(code).toBe(0);
  expect(file()).toBe(`{
  // Stays.
  "cases": [
    {
      "name": "one",
      "request": { "body": { "messages": [{ "user": 7, "text": "hi" }, { "user": 8, "text": "ho" }] } },
      "expect": {
        /* stays, too */ "reply": { "status": 200 }, // and this
        "items": [
          { "uid": 7, "output": { "text": "HI" } },
          {
            "uid": "8",
            "output": {
              "text": "HO"
            }
          }
        ]
      }
    },
    { "name": "two", "request": { "body": { "type": "hello", "challenge": "c" } }, "expect": {
      "reply": {
        "status": 200,
        "headers": {
          "content-type": "text/plain; charset=utf-8"
        },
        "body": "c"
      },
      "items": []
    } }
  ]
}`);
});

test("--format json and junit tell the same to programs", async () => {
  const fixture = '{"name": "a <b>", "request": {}, "expect": {"reply": {"status": 201}}}';
  const json = JSON.parse((await tested(fixture, chat, "--format", "json")).out);
  expect(json).toMatchObject({ schemaVersion: 1, passed: 0, failed: 1, suites: [{ kind: "hook", app: "chat" }] });
  const { out } = await tested(fixture, chat, "--format", "junit");
  expect(out).toContain('<testsuites name="imlc" tests="1" failures="1" errors="0" skipped="0"');
  expect(out).toContain('<testcase name="a &#60;b&#62;" classname="chat/a.hook-test.json"><failure message=');
});

test("a single file is run alone; one that belongs to no app is a misuse", async () => {
  const one = '{"name": "one", "request": {}, "expect": {"items": []}}';
  const cwd = folder({
    ...chat,
    "chat/tests/a.hook-test.json": one,
    "chat/b.hook-test.json": one,
    "x.hook-test.json": one,
  });
  expect((await run(["test", "chat"], { cwd })).out).toContain("2 passed");
  expect((await run(["test", "chat/tests/a.hook-test.json"], { cwd })).out).toContain("1 passed");
  expect(await run(["test", "x.hook-test.json"], { cwd })).toMatchObject({
    code: 2,
    err: "imlc: x.hook-test.json belongs to no app: no folder above it has a `makecomapp.json` or a `webhook.iml.json`.\n",
  });
  expect(await run(["test", "chat/c.hook-test.json"], { cwd })).toMatchObject({ code: 2 });
});

test("an app with errors is not tested", async () => {
  const { code, err } = await tested('{"request": {}}', { "chat/webhook.iml.json": '{"uid": "{{uper(item.id)}}"}' });
  expect([code, err]).toEqual([1, expect.stringContaining("unknown-function")]);
});

test("--watch runs again after each change", async () => {
  const cwd = folder({ ...chat, "chat/a.hook-test.json": '{"request": {}, "expect": {"items": []}}' });
  writeFileSync(join(cwd, "chat/a.hook-test.json"), '{"request": {"body": 1}, "expect": {"items": []}}');
  const { code, err } = await run(["test", "chat", "--watch"], { cwd });
  expect([code, err]).toEqual([130, "imlc: watching 1 folder; Ctrl+C ends it.\n"]);
});
