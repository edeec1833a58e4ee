import { describe, expect, test } from "vitest";
import { findingsOf } from "../fixtures.ts";

type Texts = Readonly<Record<string, string>>;

function codesOf(texts: Texts): readonly string[] {
  return findingsOf(texts).map(({ code }) => code);
}

describe("in a webhook", () => {
  test.each<[string, ...string[]]>([
    // Statuses that can be sent begin with 2, 3, 4 or 5.
    [`"respond": {"status": 199}`, "status-not-sendable"],
    [`"respond": {"status": 200}`],
    [`"respond": {"status": 599}`],
    [`"respond": {"status": 600}`, "status-not-sendable"],
    [`"respond": {"status": 999}`, "status-not-sendable"],
    [`"respond": {"status": 1000}`, "out-of-range"],
    [`"respond": {"status": "204"}`],
    // JSON is an object or a list, and what cannot break it may stand in it.
    [`"respond": {"type": "text", "body": "{\\"a\\": \\"{{body.a}}\\"}"}`, "json-by-hand"],
    [`"respond": {"type": "text", "body": " [\\"{{body.a}}\\"]"}`, "json-by-hand"],
    [`"respond": {"type": "text", "body": "{\\"a\\": {{contains(body.a, 'x')}}}"}`],
    [`"respond": {"type": "text", "body": "{\\"a\\": {{length(body.a)}}}"}`],
    [`"respond": {"type": "text", "body": "{\\"a\\": {{createJSON(body.a)}}}"}`],
    [`"respond": {"type": "text", "body": "{\\"a\\": {{lower(body.a)}}}"}`, "json-by-hand"],
    [`"respond": {"type": "text", "body": "1{{body.a}}"}`],
    [`"respond": {"type": "text", "body": "[{{body.a}}"}`],
    // What is a regular expression, and what is not.
    [`"output": "{{replace(item.a, '[^a]', '')}}"`, "pattern-as-text"],
    [`"output": "{{replace(item.a, '[a-f]', '')}}"`, "pattern-as-text"],
    [`"output": "{{replace(item.a, '[.-.]', '')}}"`],
    [`"output": "{{replace(item.a, '[a-.]', '')}}"`],
    [`"output": "{{replace(item.a, item.b, '')}}"`],
    [`"output": "{{split(item.a, '/\\\\d+/g')}}"`, "pattern-as-text"],
    [`"output": "{{split(item.a, 'x/\\\\d+/g')}}"`],
    [`"output": "{{split(item.a, '/\\\\d+/9')}}"`],
    [`"output": "{{split(item.a, '/a/')}}"`],
    [`"output": "{{lower('/\\\\d+/g')}}"`],
    // Numbers behind a text are joined.
    [`"output": "{{'a' + length(item.a) + length(item.b)}}"`, "number-joined"],
    [`"output": "{{length(item.a) + length(item.a) + length(item.b)}}"`],
    [`"output": "{{'5' - length(item.a) + length(item.b)}}"`],
    [`"output": "{{'a' + item.a + length(item.b)}}"`],
    // Keywords in quotes are texts.
    [`"condition": "{{body.a != 'undefined'}}"`, "quoted-keyword"],
    [`"output": "{{'null' + item.a}}"`],
    [`"output": "{{if(item.a, item.b, 'null')}}"`, "quoted-keyword"],
    [`"output": "{{if('null', item.b, 1)}}"`],
    // Quotes around the whole of a value, where nobody wants them.
    [`"output": "'{{item.a}}'"`, "quotes-around-braces"],
    [`"output": "'{{item.a}}\\""`],
    [`"output": "'{{item.a}}'{{item.b}}"`],
    [`"output": "{{item.a}}'{{item.b}}"`],
    [`"respond": {"type": "text", "body": "'{{body.a}}'"}`],
    // A position is asked whether it is true.
    [`"condition": "{{!indexOf(body.a, 'b')}}"`, "position-as-condition"],
    [`"condition": "{{-indexOf(body.a, 'b') = 1}}"`],
    [`"condition": "{{body.x | indexOf(body.a, 'b')}}"`, "position-as-condition"],
    [`"condition": "{{body.x & indexOf(body.a, 'b')}}"`, "position-as-condition"],
    [`"condition": "{{indexOf(body.a, 'b') + 1}}"`],
    [`"condition": "x{{indexOf(body.a, 'b')}}"`, "condition-is-text"],
    [`"output": "{{indexOf(item.a, 'b') | 'x'}}"`, "position-as-condition"],
    [`"output": "{{item.x | indexOf(item.a, 'b')}}"`],
    [`"output": "{{if(indexOf(item.a, 'b'), 1, 2)}}"`, "position-as-condition"],
    [`"output": "{{if(item.x, indexOf(item.a, 'b'), 2)}}"`],
    // What is answered, and what everybody sees.
    [`"respond": {"type": "json", "body": "{{headers}}"}`, "credentials-echoed"],
    [`"respond": {"type": "json", "body": "{{if(headers, 'a', 'b')}}"}`],
    [`"respond": {"type": "json", "body": "{{if(body.a, headers, 'b')}}"}`, "credentials-echoed"],
    [`"respond": {"type": "json", "body": "{{ifempty(headers, 'b')}}"}`, "credentials-echoed"],
    [`"respond": {"type": "text", "body": "{{'a' + headers}}"}`, "credentials-echoed"],
    [`"respond": {"type": "text", "body": "{{headers.authorization}}"}`],
    [`"output": "{{headers.authorization}}"`, "credentials-echoed"],
    [`"output": "{{headers.host}}"`],
    [`"output": "{{body.authorization}}"`],
    [`"output": "{{data.secret}}"`, "credentials-echoed"],
    [`"output": "{{sha256(data.secret)}}"`],
    [`"output": "{{if(data.secret, 1, 2)}}"`],
    // What is a condition, and what is always true.
    [`"condition": "{{body.a}}{{body.b}}"`],
    [`"condition": " {{body.a}}"`, "padded-expression"],
    [`"verification": {"condition": "yes", "respond": {"type": "text", "body": "{{body.a}}"}}`, "condition-is-text"],
    [
      `"verification": {"condition": true, "respond": {"type": "text", "body": "{{body.a}}"}}`,
      "verification-without-condition",
    ],
    // A header in small letters, or in both ways.
    [`"condition": "{{ifempty(headers.Host, headers.host)}}"`],
    [`"condition": "{{ifempty(headers.Host, headers.Origin)}}"`, "header-case", "header-case"],
    [`"condition": "{{lower(headers.Host)}}"`, "header-case"],
    // How many times a body is read.
    [`"output": "{{get(parseJSON(body), 'a')}}"`, "parsed-twice"],
    [`"output": "{{get(parseJSON(body.a), 'a')}}"`],
    [`"output": "{{get(parseJSON(query), 'a')}}"`],
    // Numbers that are not written out exactly.
    [`"condition": "{{body.a = 9007199254740993}}"`, "inexact-number"],
    [`"condition": "{{body.a = 9007199254740992}}"`],
    [`"condition": "{{body.a = '9007199254740993'}}"`],
  ])("%s", (line, ...codes) => {
    expect(codesOf({ "webhook.iml.json": `{"uid": "{{item.user}}", ${line}}` })).toEqual(codes);
  });
});

const me = (uid: string, more = "") => `{"url": "https://a.example/me", "response": {"uid": "${uid}"${more}}}`;

describe("the uid of a webhook, and that of a connection", () => {
  test.each<[string, string, ...string[]]>([
    ["{{headers['x-account']}}", "{{body.shop.domain}}", "uid-source-mismatch"],
    ["{{query.account}}", "{{body.shop.domain}}", "uid-source-mismatch"],
    ["{{item.account}}", "{{body.shop.domain}}"],
    ...["x-id", "x-uid", "x-uuid", "x-key", "x-data", "x-result", "x-name"].map((name): [string, string] => [
      `{{headers['${name}']}}`,
      "{{body.shop.domain}}",
    ]),
    ["{{headers['x-account']}}", "{{body.id}}"],
    ["{{headers['x-shop-account']}}", "{{body.shop.domain}}"],
    ["{{headers['x-a']}}{{headers['x-b']}}", "{{body.c}}{{body.d}}"],
    ["{{item.userId}}", "{{body.teamId}}", "uid-name-mismatch"],
    ["{{item.userId}}", "{{body.memberId}}"],
    ["{{item.userId}}{{item.a}}", "{{body.teamId}}{{body.a}}"],
    ["{{item.eventId}}", "{{body.id}}", "uid-of-event"],
    ["{{item.eventId}}{{item.user}}", "{{body.a}}{{body.b}}"],
    ["{{item.event.id}}", "{{body.id}}"],
    ["{{item.event_key}}", "{{body.id}}"],
    ["{{item.timestamp}}", "{{body.id}}", "uid-of-event"],
    ["{{item.message_id}}", "{{body.id}}", "uid-of-event"],
  ])("%s and %s", (own, saved, ...codes) => {
    expect(codesOf({ "webhook.iml.json": `{"uid": "${own}"}`, "connection.iml.json": me(saved) })).toEqual(codes);
  });

  test.each<[string, string, ...string[]]>([
    ["{{body.id}}", `"metadata": {"type": "text", "value": "{{body.data.name}}"}`, "uid-outside-record"],
    ["{{body.id}}", `"data": {"name": "{{body.result.name}}"}`, "uid-outside-record"],
    ["{{body.id}}", `"data": {"name": "{{body.name}}"}`],
    ["{{body.id}}", `"data": {"name": "{{body.data}}"}`],
    ["{{body.id}}", `"data": {"name": "{{body.user.name}}"}`],
    ["{{body.id}}", `"data": {"name": "{{parameters.data.name}}"}`],
    ["{{body.id}}", `"data": {"name": "{{body.data.name}}", "team": "{{body.result.team}}"}`],
    ["{{body.data}}", `"data": {"name": "{{body.data.name}}"}`],
    ["{{body.data.id}}", `"data": {"name": "{{body.data.name}}"}`],
    ["{{body.user.id}}", `"data": {"name": "{{body.data.name}}"}`],
    ["{{body.a}}{{body.b}}", `"data": {"name": "{{body.data.name}}"}`],
    ["{{parameters.id}}", `"data": {"name": "{{body.data.name}}"}`],
  ])("%s beside %s", (saved, more, ...codes) => {
    const own = saved
      .split("}}{{")
      .map((_, index) => `{{item.${"ab"[index]}}}`)
      .join("");
    const found = codesOf({ "webhook.iml.json": `{"uid": "${own}"}`, "connection.iml.json": me(saved, `, ${more}`) });
    expect(found.filter((code) => code !== "unused-saved-data")).toEqual(codes);
  });
});

test.each<[string, Texts, ...string[]]>([
  [
    "a secret in the URL of a connection",
    {
      "connection.iml.json": `{"url": "https://a.example/me?key={{parameters.apiKey}}", "response": {"uid": "{{body.id}}"}}`,
    },
    "secret-in-url",
  ],
  [
    "what a user chooses is no secret of the connection",
    {
      "connection.iml.json": me("{{body.id}}"),
      "attach.iml.json": `{"url": "https://a.example/hooks?key={{parameters.apiKey}}&to={{webhook.url}}", "response": {"data": {"hookId": "{{body.id}}"}}}`,
      "detach.iml.json": `{"url": "https://a.example/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
    },
  ],
  ["what a base writes is read by others", { "base.iml.json": `{"temp": {"a": "{{now}}"}}` }],
])("%s", (_, texts, ...codes) => {
  expect(codesOf({ "webhook.iml.json": `{"uid": "{{item.user}}"}`, ...texts })).toEqual(codes);
});
