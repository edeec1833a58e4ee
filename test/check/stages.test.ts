import { expect, test } from "vitest";
import { analyze } from "../../compiler/analyze.ts";
import { stagesOf } from "../../compiler/check/stages.ts";
import type { Kind } from "../../compiler/manifest/kinds.ts";
import type { Unit } from "../../compiler/program.ts";

function stages(kind: Kind, text: string) {
  const { program } = analyze({ uri: "a.json", text }, kind);
  if (!program) throw new Error(`No manifest: ${text}`);
  const names = (units: readonly Unit[]) => units.map(({ path }) => path.join(".")).sort();
  return stagesOf(program).map(({ temp, iterate, others, saves }) => ({
    temp: names(temp),
    iterate: iterate?.path.join("."),
    others: names(others),
    saves: names(saves),
  }));
}

test("of a webhook, the items come before what is made of them", () => {
  expect(stages("webhook", `{"iterate": "{{body.events}}", "uid": "{{item.user}}", "output": "{{item}}"}`)).toEqual([
    { temp: [], iterate: "iterate", others: ["output", "uid"], saves: [] },
  ]);
});

test("of a request, what is saved of the answer is told apart", () => {
  const text = `{"url": "https://a.example/{{temp.a}}", "temp": {"a": "1"}, "response": {"temp": {"b": "{{body.b}}"}, "data": {"id": "{{body.id}}"}}}`;
  expect(stages("attach", text)).toEqual([
    { temp: ["responseTemp", "temp"], iterate: undefined, others: ["data", "request"], saves: ["data"] },
  ]);
});

test.each([`"{{body.users}}"`, `{"container": "{{body.users}}"}`])(
  "the items of an answer are those of %s",
  (iterate) => {
    const text = `{"url": "https://a.example/users", "response": {"iterate": ${iterate}, "output": "{{item}}"}}`;
    expect(stages("rpc", text)).toEqual([
      { temp: [], iterate: "response.iterate.container", others: ["request", "response.output"], saves: [] },
    ]);
  },
);

test("each request of a list has its own", () => {
  const first = `{"url": "https://a.example/a", "response": {"data": {"a": "{{body.a}}"}}}`;
  const second = `{"url": "https://a.example/b", "temp": {"b": "1"}, "response": {"output": "{{body}}"}}`;
  expect(stages("rpc", `[${first}, ${second}]`)).toEqual([
    { temp: [], iterate: undefined, others: ["1.request", "1.response.data"], saves: ["1.response.data"] },
    { temp: ["2.temp"], iterate: undefined, others: ["2.request", "2.response.output"], saves: [] },
  ]);
});

test("so has each step of a connection", () => {
  const token = `{"url": "https://a.example/token", "response": {"data": {"a": "{{body.a}}"}}}`;
  const info = `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}`;
  const found = stages("connection", `{"token": ${token}, "info": ${info}}`);
  expect(found).toHaveLength(2);
  expect(found).toContainEqual({
    temp: [],
    iterate: undefined,
    others: ["token.data", "token.request"],
    saves: ["token.data"],
  });
  expect(found).toContainEqual({ temp: [], iterate: undefined, others: ["info.request", "info.uid"], saves: [] });
});
