import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { configSchema } from "../../cli/reference/config-schema.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import { type JsonSchema, jsonSchema } from "../../compiler/manifest/json-schema.ts";
import {
  anything,
  choice,
  constant,
  either,
  fixedChoice,
  ignored,
  list,
  map,
  record,
  type Shape,
  template,
} from "../../compiler/manifest/shape.ts";
import { t } from "../../language/types.ts";

const isValid = new Ajv2020().compile(JSON.parse(configSchema()));

test.each([
  [`{}`, true],
  [`{"$schema": "https://a.example/imlc.schema.json"}`, true],
  [`{"webhook": {"payload": {"samples": ["./event.json"]}}}`, true],
  [`{"webhook": {"dedupe": "{{item.id}}", "dedupeWindow": 60, "lateMatch": true, "equality": "strict"}}`, true],
  [`{"webhook": {"dedupe": 1, "sharedIds": ["team_id"]}}`, true],
  [`{"rules": {"constant-uid": "off", "joined-uid": "error", "unused-rpc": "warning", "shared-uid": "hint"}}`, true],
  [`{"deliver": {"schedule": [1, 604800], "timeout": 300, "concurrency": 10000, "perTarget": 1}}`, true],
  [`{"deliver": {"schedule": []}}`, true],
  [`[]`, false],
  [`{"deliver": {"schedule": [0]}}`, false],
  [`{"deliver": {"schedule": [604801]}}`, false],
  [`{"deliver": {"timeout": 0}}`, false],
  [`{"deliver": {"timeout": 301}}`, false],
  [`{"deliver": {"concurrency": 10001}}`, false],
  [`{"deliver": {"perTarget": 0}}`, false],
  [`{"deliver": {"perHost": 5}}`, false],
  [`{"webhok": {}}`, false],
  [`{"webhook": {"payload": {"samples": "./event.json"}}}`, false],
  [`{"webhook": {"payload": {"samples": [1]}}}`, false],
  [`{"webhook": {"dedupe": ["{{item.id}}"]}}`, false],
  [`{"webhook": {"dedupeWindow": 0}}`, false],
  [`{"webhook": {"dedupeWindow": 31536001}}`, false],
  [`{"webhook": {"lateMatch": "yes"}}`, false],
  [`{"webhook": {"equality": "Strict"}}`, false],
  [`{"rules": {"constant-ud": "off"}}`, false],
  [`{"rules": {"unknown-key": "off"}}`, false],
  [`{"rules": {"constant-uid": "none"}}`, false],
  [`{"rules": {"constant-uid": false}}`, false],
])("the schema and the compiler think the same of imlc.json: %s", (config, expected) => {
  const files = filesInMemory({
    "webhook.iml.json": `{"uid": "{{item.user}}"}`,
    "imlc.json": config,
    "event.json": `{"user": "ada"}`,
  });
  const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
  expect(diagnostics.filter(({ uri }) => uri === "imlc.json").length === 0).toBe(expected);
  expect(isValid(JSON.parse(config))).toBe(expected);
});

test("each key of the schema says what it is, and what holds without it", () => {
  const { properties } = JSON.parse(configSchema());
  expect(properties.webhook.properties.timezone.description).toMatch(/IANA.*\. Without it: `UTC`\.$/);
  expect(properties.rules.properties["constant-uid"].description).toMatch(/^One URL .* Without it: `error`\.$/);
});

describe("the schema of a shape", () => {
  const request = record({ url: { shape: template(t.text, { max: 9 }), doc: "Where it goes.", required: true } });

  test.each<readonly [string, Shape, readonly unknown[], readonly unknown[]]>([
    ["a template of anything", template(t.any), ["a", 1, true, null], [[], {}]],
    ["a template of a truth value", template(t.boolean), ["{{a}}", false], [1, null]],
    ["a template of a number", template(t.number, { range: [2, 4] }), ["{{a}}", 2, 4], [1, 5, true]],
    ["a template of a date", template(t.date), ["{{a}}", 7], [true]],
    ["a template of a text", template(t.text, { max: 3 }), ["", "abc"], ["abcd", 1]],
    ["a template of an array", template(t.array(t.any)), ["{{a}}"], [[], 1]],
    ["a choice", choice(["GET", "PUT"]), ["GET", "PUT", "{{a}}"], ["get", "a}}"]],
    ["a fixed choice", fixedChoice(["a", "b"]), ["a", "b"], ["{{a}}", "c"]],
    ["a constant text", constant("text"), [""], [1, null]],
    ["a constant number", constant("number", { range: [1, 2] }), [1, 2], [0, 3, "1"]],
    ["a constant truth value", constant("boolean"), [true, false], ["true"]],
    ["a record", request, [{ url: "/a" }], [{}, { url: "/a", method: "GET" }, { url: "/a long one" }, []]],
    [
      "a record with a pattern",
      record({}, { pattern: { test: /^\d+$/, shape: constant("text"), doc: "By number." } }),
      [{}, { 12: "a" }],
      [{ 12: 1 }, { a: "a" }],
    ],
    ["a map", map(constant("number")), [{}, { a: 1, b: 2 }], [{ a: "1" }, []]],
    ["a list", list(constant("number")), [[], [1, 2]], [["1"], {}]],
    ["either", either(template(t.boolean), record({})), ["{{a}}", true, {}], [1, { a: 1 }]],
    ["one request or several", { kind: "requests", of: request }, [{ url: "a" }, [{ url: "a" }], []], [{}, [{}], "a"]],
    ["what is checked and not run", ignored("it is not", constant("text")), ["a"], [1]],
    ["anything", anything, ["a", 1, true, null, [], {}], []],
  ])("%s", (_, shape, good, bad) => {
    const matches = new Ajv2020({ allowUnionTypes: true }).compile(jsonSchema(shape) satisfies JsonSchema);
    expect(good.filter((value) => !matches(value))).toEqual([]);
    expect(bad.filter((value) => matches(value))).toEqual([]);
  });
});
