import { describe, expect, test } from "vitest";
import { analyze } from "../../compiler/analyze.ts";
import type { Kind } from "../../compiler/manifest/kinds.ts";
import { t } from "../../language/types.ts";

/** The codes of what is found in a manifest while it is known what `data` holds. */
function codesOf(kind: Kind, text: string): readonly string[] {
  const data = { ...t.collection({ kept: t.text }), origin: "what is kept" };
  const { diagnostics } = analyze({ uri: "a.json", text }, kind, { known: new Map([["data", data]]) });
  return diagnostics.map(({ code }) => code);
}

describe("what a request saves", () => {
  const saving = `{"url": "https://a.example/a", "response": {"data": {"id": "{{body.id}}"}}}`;
  const reading = (name: string) => `{"url": "https://a.example/b/{{data.${name}}}"}`;

  test.each<[string, ...string[]]>([
    [`[${saving}, ${reading("id")}]`],
    [`[${saving}, ${reading("kept")}]`],
    [`[${saving}, ${reading("other")}]`, "unknown-field"],
    [`[${reading("kept")}, ${saving}]`],
    [`[${reading("id")}, ${saving}]`, "unknown-field"],
    [reading("kept")],
    [reading("id"), "unknown-field"],
  ])("is there in those behind it: %s", (text, ...codes) => {
    expect(codesOf("connection", text).filter((code) => code === "unknown-field")).toEqual(codes);
  });
});

test("only what is written in `temp` is there, but in a base, beside which others write", () => {
  const text = `{"url": "https://a.example", "headers": {"x-a": "{{temp.a}}"}}`;
  expect(codesOf("rpc", text)).toContain("unknown-field");
  expect(codesOf("rpc", text.replace("{", `{"temp": {"a": "1"}, `))).not.toContain("unknown-field");
  expect(codesOf("base", `{"baseUrl": "https://a.example", "headers": {"x-a": "{{temp.a}}"}}`)).toEqual([]);
});

describe("where one of several types will do, nothing is said", () => {
  const either = "{{if(body.a, split(body.b, ','), lower(body.b))}}";

  test.each<[string, ...string[]]>([
    [`{"uid": "${either}"}`],
    [`{"uid": "{{split(body.b, ',')}}"}`, "uid-type"],
    [`{"uid": "{{length(body.b)}}"}`],
    [`{"uid": "{{item}}", "iterate": "${either}"}`],
    [`{"uid": "{{item}}", "iterate": "{{lower(body.b)}}"}`, "not-iterable"],
    [`{"uid": "{{item}}", "iterate": "{{body.b}}"}`],
  ])("%s", (text, ...codes) => {
    expect(codesOf("webhook", text)).toEqual(codes);
  });
});
