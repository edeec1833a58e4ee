import { describe, expect, test } from "vitest";
import { inferredOf, shown } from "./inferred.ts";

test.each([
  ["null", "null"],
  ["true", "boolean"],
  ["1", "number"],
  [`"a"`, "'a'"],
  [`"{{n}}"`, "number"],
  [`"{{n}} of {{user.id}}"`, "text"],
  ["[]", "array"],
  [`["{{n}}", "{{user.id}}"]`, "array of (number or text)"],
  // An item that is undefined is null; a key is left out.
  [`["{{user.age}}"]`, "array of (number or null)"],
  [`{"a": "{{n}}", "b": "{{user.age}}"}`, "collection {a: number, b?: number}"],
  [`{"a": "{{note}}"}`, "collection {a?: text or null}"],
  [`{"a": "{{maybe}}"}`, "collection {a: collection {id: text, age?: number} or null}"],
  [`{"a": "{{undefined}}"}`, "collection {a: undefined}"],
  // What is spread is laid over what stands before it.
  [`{"a": 1, "{{...}}": "{{user}}"}`, "collection {a: number, id: text, age?: number}"],
  [`{"id": 1, "{{...}}": "{{user}}"}`, "collection {id: text, age?: number}"],
  [`{"{{...}}": "{{user}}", "id": 1}`, "collection {id: number, age?: number}"],
  [`{"age": "{{when}}", "{{...}}": "{{user}}"}`, "collection {age: date or number, id: text}"],
  [`{"age": "{{note}}", "{{...}}": "{{user}}"}`, "collection {age?: text, null or number, id: text}"],
  [`{"{{...}}": "{{maybe}}"}`, "collection {id?: text, age?: number}"],
  [`{"id": 1, "{{...}}": "{{maybe}}"}`, "collection {id: number or text, age?: number}"],
  [`{"a": 1, "{{...}}": "{{headers}}"}`, "collection {a: number or text, …}"],
  [`{"a": 1, "{{...}}": "{{any}}"}`, "collection {a: any, …}"],
  [`{"{{...}}": "{{any}}", "a": 1}`, "collection {a: number, …}"],
  [`{"{{...}}": "{{tree}}"}`, "collection {leaf: collection {id: text, age?: number} or undefined, …}"],
  [`{"{{...}}": "{{n}}"}`, "collection"],
])("%s is %s", (json, expected) => {
  expect(shown(inferredOf(json).type)).toBe(expected);
});

test("what is found in the parts of a text, of a list and of an object stands in their file", () => {
  const { diagnostics } = inferredOf(`{"a": "x {{nn}} y", "b": ["{{nn}}", {"{{...}}": "{{nn}}"}]}`);
  expect(diagnostics.map(({ code, uri }) => `${uri} ${code}`)).toEqual(Array(3).fill("a.json unknown-variable"));
});

describe("what is spread and is no collection", () => {
  test.each([
    ["n", "a number"],
    ["note", "text"],
    ["users", "an array of collection"],
    ["mixed", "array of text or number"],
    ["any", undefined],
    ["maybe", undefined],
    ["headers", undefined],
    ["if(flag, n, user)", undefined],
    ["null", undefined],
    ["undefined", undefined],
    ["if(flag, null)", undefined],
  ])("%s is %s", (expression, is) => {
    const { diagnostics } = inferredOf(`{"{{...}}": "{{${expression}}}"}`);
    expect(diagnostics.map(({ message }) => message)).toEqual(
      is === undefined ? [] : [`This is ${is}; \`{{...}}\` adds the entries of a collection, so nothing is added.`],
    );
  });
});
