import { describe, expect, test } from "vitest";
import { applied } from "../../compiler/format.ts";
import { findingsOf } from "../fixtures.ts";

type Texts = Readonly<Record<string, string>>;

/** The fix of the one finding of a code, and what its file becomes by it. */
function fixOf(code: string, uri: string, texts: Texts) {
  const found = findingsOf(texts).filter((each) => each.code === code && each.uri === uri);
  expect(found).toHaveLength(1);
  const fix = found[0]?.fix;
  return fix && { title: fix.title, unsafe: fix.unsafe ?? false, text: applied(texts[uri] ?? "", fix.edits) };
}

describe("what a fix is called, whether it is safe, and what it makes of a webhook", () => {
  test.each([
    [
      "condition-is-text",
      "Put all of it in one pair of braces",
      false,
      `"condition": "body.a = 'b'"`,
      `"condition": "{{body.a = 'b'}}"`,
    ],
    [
      "condition-is-text",
      "Put all of it in one pair of braces",
      false,
      `"condition": "{{body.a}} = 'b'"`,
      `"condition": "{{body.a = 'b'}}"`,
    ],
    [
      "condition-is-text",
      "Put all of it in one pair of braces",
      false,
      `"condition": "'b' = {{body.a}}"`,
      `"condition": "{{'b' = body.a}}"`,
    ],
    [
      "condition-is-text",
      "Put all of it in one pair of braces",
      false,
      `"condition": "{{body.a}} & {{body.b}}"`,
      `"condition": "{{body.a & body.b}}"`,
    ],
    [
      "inexact-number",
      "Change to `'12345678901234567891'`",
      true,
      `"condition": "{{body.a = 12345678901234567891}}"`,
      `"condition": "{{body.a = '12345678901234567891'}}"`,
    ],
    ["padded-expression", "Remove the blank space", false, `"output": "  {{item.a}} "`, `"output": "{{item.a}}"`],
    [
      "parsed-twice",
      "Remove the call",
      true,
      `"output": "{{get(parseJSON( body ), 'a')}}"`,
      `"output": "{{get(body, 'a')}}"`,
    ],
    [
      "position-as-condition",
      "Change to `contains`",
      true,
      `"condition": "{{indexOf(body.a, 'b')}}"`,
      `"condition": "{{contains(body.a, 'b')}}"`,
    ],
    [
      "quoted-keyword",
      "Remove the quotes",
      true,
      `"condition": "{{body.a = 'null'}}"`,
      `"condition": "{{body.a = null}}"`,
    ],
    ["quotes-around-braces", "Remove the inner quotes", true, `"output": "'{{item.a}}'"`, `"output": "{{item.a}}"`],
    [
      "suspicious-date-format",
      "Change to `'DD HH:mm'`",
      true,
      `"output": "{{formatDate(item.a, 'DD HH:MM')}}"`,
      `"output": "{{formatDate(item.a, 'DD HH:mm')}}"`,
    ],
    [
      "suspicious-date-format",
      "Change to `'HH:mm [o'clock]'`",
      true,
      `"output": "{{formatDate(item.a, 'HH:MM [o''clock]')}}"`,
      `"output": "{{formatDate(item.a, 'HH:mm [o''clock]')}}"`,
    ],
    ["text-as-json", "Send it as text", true, `"respond": {"body": "ok"}`, `"respond": {"type": "text", "body": "ok"}`],
    [
      "header-case",
      "Change to `x-a`",
      true,
      `"condition": "{{headers.\`X-A\`}}"`,
      `"condition": "{{headers.\`x-a\`}}"`,
    ],
    [
      "header-case",
      "Change to `host`",
      true,
      `"condition": "{{headers['Host']}}"`,
      `"condition": "{{headers['host']}}"`,
    ],
  ])("%s: %s (unsafe: %s): %s", (code, title, unsafe, before, after) => {
    const whole = (line: string) => `{"uid": "{{item.user}}", ${line}}`;
    expect(fixOf(code, "webhook.iml.json", { "webhook.iml.json": whole(before) })).toEqual({
      title,
      unsafe,
      text: whole(after),
    });
  });
});

describe("a uid", () => {
  test.each([
    ["constant-uid", "Put all of it in one pair of braces", false, "item.user", "{{item.user}}"],
    [
      "fallback-uid",
      "Leave it without an owner",
      true,
      "{{ifempty(item.user, 'all')}}",
      "{{ifempty(item.user, undefined)}}",
    ],
    [
      "fallback-uid",
      "Leave it without an owner",
      true,
      "user:{{ifempty(item.user, 'all')}}",
      "user:{{ifempty(item.user, undefined)}}",
    ],
  ])("%s: %s (unsafe: %s): %s", (code, title, unsafe, before, after) => {
    const whole = (uid: string) => `{"uid": "${uid}"}`;
    expect(fixOf(code, "webhook.iml.json", { "webhook.iml.json": whole(before) })).toEqual({
      title,
      unsafe,
      text: whole(after),
    });
  });

  test.each(["everybody", "usr.id", "{{'all'}}"])("that is always %s may be anyone's: there is no fix", (uid) => {
    expect(fixOf("constant-uid", "webhook.iml.json", { "webhook.iml.json": `{"uid": "${uid}"}` })).toBeUndefined();
  });
});

describe("a condition that is a text has no fix", () => {
  test.each([
    "yes",
    "1 = 1",
    "null = 'a'",
    "usr.id = 'a'",
    "body.a = item.user",
    "body.a = ",
    "{{body.a}} {{body.b}} or",
  ])("%s", (condition) => {
    const texts = { "webhook.iml.json": `{"uid": "{{item.user}}", "condition": "${condition}"}` };
    expect(fixOf("condition-is-text", "webhook.iml.json", texts)).toBeUndefined();
  });
});

const webhook = `{"uid": "{{item.user}}"}`;
const attach = `{"url": "https://a.example/hooks", "method": "POST", "body": {"to": "{{webhook.url}}"}, "response": {"data": {"hookId": "{{body.id}}"}}}`;

test.each(["detach", "update"])("what attach saved is in `webhook` when %s runs", (kind) => {
  const request = (url: string) => `{"url": "${url}", "method": "DELETE"}`;
  const files = {
    "webhook.iml.json": webhook,
    "attach.iml.json": attach,
    "detach.iml.json": request("https://a.example/hooks/{{webhook.hookId}}"),
  };
  const uri = `${kind}.iml.json`;
  expect(
    fixOf("data-for-webhook", uri, { ...files, [uri]: request("https://a.example/hooks/{{data.hookId}}") }),
  ).toEqual({
    title: "Change to `webhook`",
    unsafe: false,
    text: request("https://a.example/hooks/{{webhook.hookId}}"),
  });
});

test("what a URL encodes by itself needs no call", () => {
  const request = (url: string) => `{"url": "${url}", "method": "DELETE"}`;
  const files = { "webhook.iml.json": webhook, "attach.iml.json": attach };
  const texts = { ...files, "detach.iml.json": request("https://a.example/{{encodeURL( webhook.hookId )}}") };
  expect(fixOf("double-encoded-url", "detach.iml.json", texts)).toEqual({
    title: "Remove `encodeURL`",
    unsafe: true,
    text: request("https://a.example/{{webhook.hookId}}"),
  });
});

test.each([
  ["position-as-condition", `{"uid": "{{item.user}}", "condition": "{{indexOf(body.a, 'b', 2)}}"}`],
  ["text-as-json", `{"uid": "{{item.user}}", "respond": {"type": "json", "body": "ok"}}`],
])("%s: what else is meant is not known", (code, text) => {
  expect(fixOf(code, "webhook.iml.json", { "webhook.iml.json": text })).toBeUndefined();
});
