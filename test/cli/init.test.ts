import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sign } from "@octokit/webhooks-methods";
import { describe, expect, test } from "vitest";
import { templateNames } from "../../cli/init/templates.ts";
import { serve } from "../e2e/server.ts";
import { folder, run } from "./run.ts";

/** A request of the service that the README of each template tells to send, as `curl` sends it. */
const requests = {
  chat: { file: "samples/messages.json", headers: {}, unowned: ["7", "9"] },
  "github-app": {
    file: "samples/issues-opened.json",
    headers: { "x-github-event": "issues", "x-github-delivery": "1" },
    secret: "a-secret",
    unowned: ["1001"],
  },
  minimal: { file: "samples/event.json", headers: {}, unowned: ["7"] },
} as const;

describe.each(templateNames)("the template %s", (template) => {
  test("is written, has no findings, and compiles to modules that pass the type check", async () => {
    const cwd = folder({});
    const written = await run(["init", "my-app", "--template", template], { cwd });
    expect([written.code, written.err]).toEqual([0, ""]);
    const files = readdirSync(join(cwd, "my-app"), { recursive: true, encoding: "utf8" });
    for (const name of ["README.md", "imlc.json", "webhook.iml.json", "connection.iml.json"]) {
      expect(files).toContain(name);
      expect(written.out).toContain(`my-app/${name}\n`);
    }
    const checked = await run(["check", "my-app", "--format", "json"], { cwd });
    expect([checked.code, JSON.parse(checked.out)]).toEqual([0, expect.objectContaining({ diagnostics: [] })]);
    const tested = await run(["test", "my-app", "--format", "json"], { cwd });
    expect([tested.code, JSON.parse(tested.out)]).toEqual([0, expect.objectContaining({ failed: 0 })]);
    expect(JSON.parse(tested.out).passed).toBeGreaterThan(0);
    expect(await run(["fmt", "my-app", "--check"], { cwd })).toMatchObject({ code: 0, out: "" });
    expect(await run(["build", "my-app", "--out", "generated", "--verify"], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringContaining("pass the type check"),
    });
  });

  test("is served, and takes what its README sends", async () => {
    const cwd = folder({});
    await run(["init", "my-app", "--template", template], { cwd });
    const readme = readFileSync(join(cwd, "my-app/README.md"), "utf8");
    expect(readme).toContain("/hooks/my-app/webhook");
    const { file, headers, unowned, ...signed } = requests[template];
    expect(readme).toMatch(new RegExp(`-(d|-data-binary) @${file}`));
    const body = readFileSync(join(cwd, "my-app", file), "utf8");
    const secret = "secret" in signed ? signed.secret : undefined;
    if (secret !== undefined) expect(readme).toContain(`GITHUB_WEBHOOK_SECRET=${secret} imlc serve .`);
    const signature: Record<string, string> =
      secret === undefined ? {} : { "x-hub-signature-256": await sign(secret, body) };
    const env: Record<string, string> = secret === undefined ? {} : { GITHUB_WEBHOOK_SECRET: secret };
    const server = await serve(["my-app", "--port", "0"], { cwd, env });
    try {
      const answer = await fetch(`${server.url}/hooks/my-app/webhook`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers, ...signature },
        body,
      });
      expect(answer.status).toBe(200);
      const kept = await fetch(`${server.url}/admin/unowned`, {
        headers: { authorization: "Bearer test-admin-token" },
      });
      const text = await kept.text();
      for (const uid of unowned) expect(text).toContain(`"${uid}"`);
    } finally {
      await server.end("SIGTERM");
    }
  });
});

test("without a folder the app is written where one is, named like the folder", async () => {
  const cwd = folder({});
  expect(await run(["init"], { cwd })).toMatchObject({ code: 0, err: "" });
  expect(readdirSync(cwd)).toContain("attach.iml.json");
  expect(readFileSync(join(cwd, "README.md"), "utf8")).toContain(`/hooks/${cwd.split("/").at(-1)}/webhook`);
});

test("if one file is there already, it is named, stays, and nothing else is written", async () => {
  const cwd = folder({ "my-app/imlc.json": "mine" });
  const { code, out, err } = await run(["init", "my-app"], { cwd });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe("imlc: already there: my-app/imlc.json. `init` replaces nothing; name another folder.\n");
  expect(readdirSync(join(cwd, "my-app"))).toEqual(["imlc.json"]);
  expect(readFileSync(join(cwd, "my-app/imlc.json"), "utf8")).toBe("mine");
});

test("files that are none of the template's are no hindrance", async () => {
  const cwd = folder({ "my-app/notes.txt": "mine" });
  expect(await run(["init", "my-app", "--template", "minimal"], { cwd })).toMatchObject({ code: 0 });
  expect(readFileSync(join(cwd, "my-app/notes.txt"), "utf8")).toBe("mine");
});

test("a file is no folder for an app", async () => {
  const cwd = folder({});
  writeFileSync(join(cwd, "my-app"), "");
  expect(await run(["init", "my-app"], { cwd })).toMatchObject({
    code: 2,
    err: "imlc: my-app is a file, not a folder.\n",
  });
});

test("a template that there is not is a misuse, with what was probably meant", async () => {
  const { code, err } = await run(["init", "my-app", "--template", "github"], { cwd: folder({}) });
  expect(code).toBe(2);
  expect(err).toContain("Allowed choices are chat, github-app, minimal.");
  const { err: misspelled } = await run(["init", "--template", "minimla"], { cwd: folder({}) });
  expect(misspelled).toContain("Did you mean `minimal`?");
});
