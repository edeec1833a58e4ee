import { execFile } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileApp, HarnessError, hookTests } from "../../testing/index.ts";
import { folder, root } from "../cli/run.ts";

await hookTests("examples/chat", { describe, test });
await hookTests("examples/github-app/events.hook-test.json", { describe, test });

const app = {
  "app/webhook.iml.json": '{"uid": "{{item.user}}", "output": "{{upper(item.text)}}"}',
  "app/good.hook-test.json": '{"name": "is fine", "request": {"body": {}}, "expect": {"reply": {"status": 200}}}',
  "app/bad.hook-test.json":
    '{"name": "is not", "request": {"body": {"user": 7, "text": "a"}}, "expect": {"items": [{"uid": 7, "output": "a"}]}}',
  "app/worse.hook-test.json": '{"request": {}, "expcet": {}}',
};

/** The exit code of a program, and what it printed without colours. */
function ran(args: readonly string[], cwd: string): Promise<{ readonly code: unknown; readonly out: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd, env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", CI: "1" } },
      (error, out, err) => resolve({ code: error?.code ?? 0, out: out + err }),
    );
  });
}

const testing = join(root, "testing/index.ts");
const conditions = ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning"];

test("a fixture that fails, fails in a run of Vitest with the difference", async () => {
  const cwd = folder({
    ...app,
    "hooks.test.js": `import { describe, test } from "vitest";
import { compileApp, HarnessError, hookTests } from ${JSON.stringify(testing)};
await hookTests("app", { describe, test });
`,
    "vitest.config.js": `export default {
  resolve: { conditions: ["imlc-source"] },
  ssr: { resolve: { conditions: ["imlc-source"], externalConditions: ["imlc-source"] } },
  test: { execArgv: ${JSON.stringify(conditions)} },
};
`,
  });
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  const { code, out } = await ran([...conditions, join(root, "node_modules/vitest/vitest.mjs"), "run"], cwd);
  expect(code).toBe(1);
  expect(out).toContain("hooks.test.js > app/bad.hook-test.json > is not");
  expect(out).toContain('-     "output": "a"\n');
  expect(out).toContain('+     "output": "A"\n');
  expect(out).toContain("made by app/webhook.iml.json:1:36");
  expect(out).toContain("app/worse.hook-test.json:1:17 `expcet` is no key of a hook test. Did you mean `expect`?");
  expect(out).toMatch(/Tests\s+2 failed \| 1 passed \(3\)/);
});

test("Node's own test runner takes them as well", async () => {
  const cwd = folder({
    ...app,
    "hooks.test.mjs": `import { describe, test } from "node:test";
import { compileApp, HarnessError, hookTests } from ${JSON.stringify(testing)};
await hookTests("app/good.hook-test.json", { describe, test });
`,
  });
  expect((await ran([...conditions, "hooks.test.mjs"], cwd)).code).toBe(0);
});

test("an app that is no UTF-8 text is refused", async () => {
  const cwd = folder(app);
  writeFileSync(join(cwd, "app/webhook.iml.json"), Buffer.from('{"uid": "{{item.user}}", "output": "é"}', "latin1"));
  const refused = await compileApp(join(cwd, "app")).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(HarnessError);
  expect(String(refused)).toContain("app/webhook.iml.json is no UTF-8 text: save it as UTF-8.");
});

test("where there is nothing to test, that is said", async () => {
  await expect(hookTests("test/testing", { describe, test })).rejects.toThrow(
    "There is no `*.hook-test.json` under test/testing.",
  );
});
