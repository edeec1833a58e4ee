import { describe, expect, test } from "vitest";
import { rpcReferences } from "../../compiler/parameters/references.ts";
import { listIn } from "./read.ts";

/** The names of all RPCs that a list names, and what is written in their places. */
function namedIn(text: string): readonly (readonly [string, string])[] {
  return rpcReferences(listIn(text).value).map(({ id, place: { span } }) => [id, text.slice(span.start, span.end)]);
}

describe("an RPC is found wherever a list can name one", () => {
  test.each([
    ["the list itself", '"rpc://form"'],
    ["an entry", '[{"name": "a", "type": "text"}, "rpc://form"]'],
    ["options", '[{"name": "a", "type": "select", "options": "rpc://form"}]'],
    ["a store of options", '[{"name": "a", "type": "select", "options": {"store": "rpc://form"}}]'],
    ["an option", '[{"name": "a", "type": "select", "options": ["rpc://form"]}]'],
    ["what an option shows", '[{"name": "a", "type": "select", "options": [{"value": 1, "nested": "rpc://form"}]}]'],
    ["what any option shows", '[{"name": "a", "type": "select", "options": {"store": [], "nested": ["rpc://form"]}}]'],
    ["a placeholder", '[{"name": "a", "type": "select", "options": {"placeholder": {"nested": "rpc://form"}}}]'],
    ["a group of options", '[{"name": "a", "type": "select", "options": [{"label": "b", "options": "rpc://form"}]}]'],
    ["nested parameters", '[{"name": "a", "type": "text", "nested": "rpc://form"}]'],
    ["a store of nested parameters", '[{"name": "a", "type": "text", "nested": {"store": "rpc://form"}}]'],
    ["a spec", '[{"name": "a", "type": "collection", "spec": "rpc://form"}]'],
    ["an entry of a spec", '[{"name": "a", "type": "array", "spec": ["rpc://form"]}]'],
    ["the items of an array", '[{"name": "a", "type": "array", "spec": {"type": "select", "options": "rpc://form"}}]'],
    ["a button", '[{"name": "a", "type": "text", "rpc": {"label": "Find", "url": "rpc://form"}}]'],
    [
      "the form of a button",
      '[{"name": "a", "type": "text", "rpc": {"parameters": [{"name": "b", "type": "select", "options": "rpc://form"}]}}]',
    ],
  ])("%s", (_, text) => {
    expect(namedIn(text)).toEqual([["form", "form"]]);
  });
});

test("what stands behind the name is no part of it", () => {
  expect(namedIn('["rpc://list?page={{parameters.page}}", "rpc://other/more", "rpc://third#x"]')).toEqual([
    ["list", "list"],
    ["other", "other"],
    ["third", "third"],
  ]);
});

test("a name that a template makes is none, nor is an address or an empty name", () => {
  expect(namedIn('["rpc://{{parameters.name}}", "rpc://list{{parameters.name}}", "rpc://", "{{rpc}}"]')).toEqual([]);
  expect(namedIn('[{"name": "a", "type": "url", "default": "https://a.example/rpc://x"}]')).toEqual([]);
});

test("escapes and comments do not move them, and they come in the order in which they are written", () => {
  const text = `[ // "rpc://not"
    {"name": "t\\u00e4ble", "type": "select", "nested": "rpc:\\/\\/col\\u0075mns", "options": "rpc:\\u002f/tables"}
  ]`;
  expect(namedIn(text)).toEqual([
    ["columns", "col\\u0075mns"],
    ["tables", "tables"],
  ]);
});

test("a name of an RPC may begin like the word", () => {
  expect(namedIn('"rpc://rpc"')).toEqual([["rpc", "rpc"]]);
});
