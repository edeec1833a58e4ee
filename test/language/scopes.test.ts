import { expect, expectTypeOf, test } from "vitest";
import { keywords } from "../../language/keywords.ts";
import { notHere } from "../../language/not-here.ts";
import {
  type AttachScope,
  type ConnectionScope,
  type ItemScope,
  type OwnerScope,
  type ReplyScope,
  type RequestScope,
  type ScopeOf,
  scopes,
} from "../../language/scopes.ts";
import type { Collection, Open } from "../../language/values.ts";

const names = Object.keys(scopes) as readonly (keyof typeof scopes)[];

test("the types that generated code sees are those of the table", () => {
  expectTypeOf<keyof RequestScope>().toEqualTypeOf<
    "body" | "headers" | "query" | "method" | "rawBody" | "signature" | "now" | "executionId" | "environment"
  >();
  expectTypeOf<RequestScope["body"]>().toEqualTypeOf<Open>();
  expectTypeOf<RequestScope["now"]>().toEqualTypeOf<Date>();
  expectTypeOf<RequestScope["method"]>().toEqualTypeOf<string>();
  expectTypeOf<RequestScope["environment"]["timezone"]>().toEqualTypeOf<string>();
  expectTypeOf<Readonly<Record<string, string>>>().toExtend<RequestScope["headers"]>();
  expectTypeOf<RequestScope["environment"]>().toExtend<Collection>();
  expectTypeOf<ReplyScope["statusCode"]>().toEqualTypeOf<number>();
  expectTypeOf<RequestScope["signature"]["challenge"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ItemScope>().toExtend<Omit<RequestScope, "signature">>();
  expectTypeOf<keyof ItemScope & "signature">().toBeNever();
  expectTypeOf<OwnerScope>().toExtend<ItemScope>();
  expectTypeOf<AttachScope["webhook"]>().toEqualTypeOf<Open>();
  expectTypeOf<AttachScope>().toExtend<ConnectionScope>();
  expectTypeOf<ScopeOf<"AttachReplyScope">>().toExtend<AttachScope & ReplyScope>();
});

test("every scope has what every template may read", () => {
  for (const name of names) {
    expect([...scopes[name].keys()], name).toEqual(
      expect.arrayContaining(["now", "timestamp", "uuid", "pi", "random", "executionId", "environment"]),
    );
  }
});

test("webhook communication sees no connection, and no owner before the uid is known", () => {
  for (const name of ["RequestScope", "ItemScope", "OwnerScope"] as const) {
    for (const variable of ["connection", "common", "webhook", "temp"]) {
      expect(scopes[name].has(variable), `${name} ${variable}`).toBe(false);
      expect(notHere[name].has(variable), `${name} ${variable}`).toBe(true);
    }
  }
  for (const variable of ["parameters", "data"]) {
    expect([scopes.ItemScope.has(variable), notHere.ItemScope.has(variable)]).toEqual([false, true]);
    expect([scopes.OwnerScope.has(variable), notHere.OwnerScope.has(variable)]).toEqual([true, false]);
  }
});

test("no name is both there and not there, and each has something to say", () => {
  for (const name of names) {
    for (const [variable, { doc }] of scopes[name]) {
      expect(notHere[name].has(variable), `${name} ${variable}`).toBe(false);
      expect(doc).toMatch(/\.$/);
    }
    for (const reason of notHere[name].values()) expect(reason).toMatch(/\.$/);
  }
});

test("the keywords are those of the language", () => {
  expect([...keywords.keys()]).toEqual(
    "true false null undefined erase ignore emptystring emptyarray space nbsp tab newline carriagereturn".split(" "),
  );
  expect(keywords.get("erase")?.value).toBeNull();
  expect(keywords.get("ignore")?.value).toBeUndefined();
});
