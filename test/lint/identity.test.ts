import { expect, test } from "vitest";
import { identityOf } from "../../compiler/lint/identity.ts";
import { wordsOf } from "../../compiler/lint/names.ts";

test.each([
  ["", []],
  ["id", ["id"]],
  ["teamId", ["team", "id"]],
  ["team_id", ["team", "id"]],
  ["X-Team-Id", ["x", "team", "id"]],
  ["  the team's  ID ", ["the", "team", "s", "id"]],
  ["oauth2Token", ["oauth2", "token"]],
  ["URLOf", ["urlof"]],
])("the words of %j are %j", (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

test.each([
  ["user.id", "a user"],
  ["memberId", "a user"],
  ["user.ids", "a user"],
  ["user.uid", "a user"],
  ["user.uuid", "a user"],
  ["user.guid", "a user"],
  ["user.gid", "a user"],
  ["user.key", "a user"],
  ["user.name", "a user"],
  ["user.data", "a user"],
  ["user.result", "a user"],
  ["data.person", "a user"],
  ["employee_id", "a user"],
  ["userid", "a user"],
  ["team.id", "a team"],
  ["workspaceId", "a team"],
  ["guild.id", "a team"],
  ["teamid", "a team"],
  ["organization", "an organization"],
  ["organisation.id", "an organization"],
  ["orgId", "an organization"],
  ["company.id", "an organization"],
  ["enterprise", "an organization"],
  ["tenant_id", "an organization"],
  ["email", "an e-mail address"],
  ["user.mail", "an e-mail address"],
  ["phone", "a phone number"],
  ["msisdn", "a phone number"],
  ["user.team.id", "a team"],
  ["id", undefined],
  ["user.account.id", undefined],
  ["", undefined],
])("what %s names is %s", (path, identity) => {
  expect(identityOf({ root: "body", steps: path.split("."), span: { start: 0, end: 0 } })).toBe(identity);
});
