import { describe, expect, test } from "vitest";
import { outcomesOf } from "../../compiler/lint/outcomes.ts";
import { pathsIn, showPath } from "../../compiler/lint/paths.ts";
import { showForm, uidForm } from "../../compiler/lint/uid-form.ts";
import type { Field } from "../../compiler/program.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import { print } from "../../grammar/iml/print.ts";
import { readTemplate } from "../grammar/read.ts";

test.each([
  ["item.a", ["item.a"]],
  ["item.a | item.b", ["item.a", "item.b"]],
  ["item.a & item.b", ["item.b"]],
  ["item.a = item.b", ["item.a = item.b"]],
  ["if(item.a, item.b)", ["item.b"]],
  ["if(item.a, item.b, item.c | item.d)", ["item.b", "item.c", "item.d"]],
  ["ifempty(item.a, if(item.b, item.c))", ["item.a", "item.c"]],
  ["switch(item.a, 1, item.b, 2, item.c)", ["item.b", "item.c"]],
  ["switch(item.a, 1, item.b, 2, item.c, item.d)", ["item.b", "item.c", "item.d"]],
  ["switch(item.a, 1, item.b, item.c)", ["item.b", "item.c"]],
  ["lower(if(item.a, item.b))", ["lower(if(item.a, item.b))"]],
])("%s gives one of %j", (text, outcomes) => {
  expect(outcomesOf(expressionOf(text)).map((outcome) => print(outcome))).toEqual(outcomes);
});

test.each([
  ["item", ["item"]],
  ["item.users[1].id", ["item.users.id"]],
  ["item.users[].id", ["item.users.id"]],
  ["item.users[-1]['the id']", ["item.users.the id"]],
  ["item.users[body.n].id", ["item.users", "body.n"]],
  ["first(item.users).id", ["item.users"]],
  ["`null`.a", ["null.a"]],
  ["null", []],
  ["if(item.a = 'b', undefined, -item.c)", ["item.a", "item.c"]],
])("%s reads %j", (text, paths) => {
  expect(pathsIn(expressionOf(text)).map(showPath)).toEqual(paths);
});

describe("the form of a uid", () => {
  test.each([
    ["{{item.user}}", "…", [], ["item.user"]],
    ["user:{{item.user}}", "user:…", [], ["item.user"]],
    ["{{'user:' + item.user}}", "user:…", [], ["item.user"]],
    ["{{item.team}}-{{item.user}}!", "…-…!", [], ["item.team", "item.user"]],
    ["{{item.team + '-' + item.user}}", "…-…", [], ["item.team", "item.user"]],
    ["{{lower(trim(item.user))}}", "…", ["lower", "trim"], ["item.user"]],
    ["{{lower('user:' + item.user)}}", "user:…", ["lower"], ["item.user"]],
    ["{{toString(item.user)}}", "…", [], ["item.user"]],
    ["{{first(item.users)}}", "…", [], [undefined]],
    ["{{if(item.user, item.user, '')}}", "…", [], ["item.user"]],
    ["{{ifempty(item.user, item.owner)}}", "…", [], [undefined]],
    ["{{ifempty(lower(item.user), lower(item.owner))}}", "…", ["lower"], [undefined]],
    ["{{ifempty(lower(trim(item.user)), trim(lower(item.owner)))}}", "…", ["lower", "trim"], [undefined]],
    ["{{lower(ifempty(item.user, 'team:' + item.team))}}", "…", [], [undefined]],
    ["{{lower(item.team) + item.user}}", "……", ["lower"], ["item.team", "item.user"]],
    ["{{item.team + lower(item.user)}}", "……", ["lower"], ["item.team", "item.user"]],
    ["{{item.team '-' item.user}}", "…-…", [], ["item.team", "item.user"]],
    ["{{item.team - item.user}}", "…", [], [undefined]],
  ])("of %s is %s, with %j of %j", (text, shown, functions, paths) => {
    const form = uidForm(fieldOf(text));
    expect(form && showForm(form)).toBe(shown);
    expect([...(form?.functions ?? [])].sort()).toEqual(functions);
    expect(form?.paths.map((path) => path && showPath(path))).toEqual(paths);
  });

  test.each([
    "the same for all",
    "{{'a'}}",
    "{{ifempty(item.user, 'team:' + item.team)}}",
    "{{ifempty(item.user, lower(item.owner))}}",
    "{{ifempty(item.user, ifempty(item.owner, lower(item.owner)))}}",
    "{{if(item.a, 'b', 'c')}}",
    "{{item.a}}{{'b'}}",
  ])("of %s is not one", (text) => {
    expect(uidForm(fieldOf(text))).toBeUndefined();
  });
});

function expressionOf(text: string): Expr {
  const field = fieldOf(`{{${text}}}`);
  if (field.kind !== "expression") throw new Error(`${text} is no expression.`);
  return field.expr;
}

function fieldOf(text: string): Field {
  const { span, parts } = readTemplate(text).value;
  const [only, ...others] = parts.map((part) => (part.kind === "text" ? part.text : { ...part, uri: "" }));
  if (only === undefined) throw new Error("An empty text has no form.");
  if (others.length > 0) return { kind: "text", uri: "", span, parts: [only, ...others] };
  return typeof only === "string" ? { kind: "constant", uri: "", span, value: only } : only;
}
