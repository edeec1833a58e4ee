import { describe, expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";

/** The severities of what is found in an app with these rules. */
function severities(rules: string, texts: Readonly<Record<string, string>>): readonly string[] {
  const files = filesInMemory({ ...texts, "imlc.json": `{"rules": ${rules}}` });
  return analyzeProject(findProject(files, ["."]), files).diagnostics.map(
    ({ code, severity }) => `${severity} ${code}`,
  );
}

describe("levels of rules", () => {
  // One rule over the app, and two over the manifest.
  const webhook = `{"uid": "{{item.team}}-{{item.user}}", "condition": "{{body.a = body.a}}", "respond": {"status": 700}}`;
  const all = ["warning joined-uid", "warning self-comparison", "error status-not-sendable"];

  test.each([
    [`{}`, all],
    [`{"unused-rpc": "error"}`, all],
    [`{"joined-uid": "off"}`, all.slice(1)],
    [`{"joined-uid": "error"}`, ["error joined-uid", ...all.slice(1)]],
    [
      `{"status-not-sendable": "hint", "self-comparison": "hint"}`,
      [all[0], "hint self-comparison", "hint status-not-sendable"],
    ],
    [`{"status-not-sendable": "warning", "self-comparison": "off"}`, [all[0], "warning status-not-sendable"]],
  ])("%s", (rules, expected) => {
    expect(severities(rules, { "webhook.iml.json": webhook })).toEqual(expected);
  });
});

test("what the compiler itself finds cannot be turned off", () => {
  expect(
    severities(`{"index-zero": "off"}`, {
      "webhook.iml.json": `{"uid": "{{item.user}}", "output": "{{item.users[0]}}"}`,
    }),
  ).toEqual(["error unknown-key", "warning index-zero"]);
});
