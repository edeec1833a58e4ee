import { expect, test } from "vitest";
import { findingsOf } from "../fixtures.ts";

const me = (uid: string) => `{"url": "https://a.example/me", "response": {"uid": "${uid}"}}`;

test.each([
  ["uid-source-mismatch", "{{headers['x-account-id']}}", "{{body.shop.domain}}"],
  ["uid-form-mismatch", "{{lower(item.user)}}", "{{body.user}}"],
  ["uid-pattern-mismatch", "team-{{item.team}}", "{{body.team}}"],
  ["uid-type-mismatch", "{{parseNumber(item.user)}}", "{{toString(body.user)}}"],
  ["uid-name-mismatch", "{{item.user.id}}", "{{body.team.id}}"],
])("%s shows the uid of the connection", (code, own, saved) => {
  const connection = me(saved);
  const found = findingsOf({ "webhook.iml.json": `{"uid": "${own}"}`, "connection.iml.json": connection });
  const start = connection.indexOf(`"${saved}"`);
  expect(found.filter((each) => each.code === code)).toMatchObject([
    {
      uri: "webhook.iml.json",
      related: [
        {
          uri: "connection.iml.json",
          span: { start, end: start + saved.length + 2 },
          message: "The `uid` of the connection.",
        },
      ],
    },
  ]);
});

test("a uid that several users share shows where that is declared", () => {
  const config = `{"webhook": {"sharedIds": ["team.id"]}}`;
  const found = findingsOf({ "webhook.iml.json": `{"uid": "{{item.team.id}}"}`, "imlc.json": config });
  const start = config.indexOf(`"team.id"`);
  const related = [{ uri: "imlc.json", span: { start, end: start + 9 }, message: "It is declared here to be shared." }];
  expect(found).toMatchObject([{ code: "shared-uid", related }]);
});

test("a header that is given twice shows the first", () => {
  const text = `{"uid": "{{item.user}}", "respond": {"headers": {"X-A": "1", "x-a": "2"}}}`;
  const start = text.indexOf(`"X-A"`);
  expect(findingsOf({ "webhook.iml.json": text })).toMatchObject([
    {
      code: "duplicate-header",
      related: [{ uri: "webhook.iml.json", span: { start, end: start + 5 }, message: "First given here." }],
    },
  ]);
});
