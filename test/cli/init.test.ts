import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sign } from "@octokit/webhooks-methods";
import { describe, expect, test } from "vitest";
import { type TemplateName, templateNames } from "../../cli/init/templates.ts";
import { serve } from "../e2e/server.ts";
import { folder, run } from "./run.ts";

/** A request of the service that the README of each template tells to send, as `curl` sends it. */
interface Sent {
  readonly file: string;
  readonly unowned: readonly string[];
  /** The variable that `imlc serve` is given `a-secret` in. */
  readonly secret?: string;
  /** What the service writes into the headers, as its own library or documentation says. */
  readonly headers?: (body: string) => Promise<Record<string, string>>;
}

const requests: Readonly<Record<TemplateName, Sent>> = {
  chat: { file: "samples/messages.json", unowned: ["7", "9"] },
  "github-app": {
    file: "samples/issues-opened.json",
    unowned: ["1001"],
    secret: "GITHUB_WEBHOOK_SECRET",
    headers: async (body) => ({
      "x-github-event": "issues",
      "x-github-delivery": "1",
      "x-hub-signature-256": await sign("a-secret", body),
    }),
  },
  slack: {
    file: "samples/message.json",
    unowned: ["T0001"],
    secret: "SLACK_SIGNING_SECRET",
    headers: async (body) => {
      const time = Math.floor(Date.now() / 1_000);
      const hex = createHmac("sha256", "a-secret").update(`v0:${time}:${body}`).digest("hex");
      return { "x-slack-request-timestamp": String(time), "x-slack-signature": `v0=${hex}` };
    },
  },
  minimal: { file: "samples/event.json", unowned: ["7"] },
};

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
    const { file, unowned, secret, headers = async () => ({}) } = requests[template];
    expect(readme).toMatch(new RegExp(`-(d|-data-binary) @${file}`));
    const body = readFileSync(join(cwd, "my-app", file), "utf8");
    if (secret !== undefined) expect(readme).toContain(`${secret}=a-secret npx imlc serve .`);
    const env: Record<string, string> = secret === undefined ? {} : { [secret]: "a-secret" };
    const server = await serve(["my-app", "--port", "0"], { cwd, env });
    try {
      const answer = await fetch(`${server.url}/hooks/my-app/webhook`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(await headers(body)) },
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

test("what to do next can be pasted into a shell, whatever the folder is called, and finds a local install", async () => {
  const cwd = folder({});
  for (const [name, shown] of [
    ["my-app", "my-app"],
    ["my app", "'my app'"],
    ["~ada's $HOME", `'~ada'\\''s $HOME'`],
  ] as const) {
    const { out } = await run(["init", name, "--template", "minimal"], { cwd });
    expect(out).toContain(`\nNext: npx imlc check ${shown}, then npx imlc serve ${shown}. README.md says more.\n`);
    if (name !== shown) expect(execFileSync("sh", ["-c", `printf %s ${shown}`], { encoding: "utf8" })).toBe(name);
  }
});

test("a file is no folder for an app", async () => {
  const cwd = folder({});
  writeFileSync(join(cwd, "my-app"), "");
  expect(await run(["init", "my-app"], { cwd })).toMatchObject({
    code: 2,
    err: "imlc: my-app is a file, not a folder.\n",
  });
});

test("an empty name, as an unset variable gives, is no folder", async () => {
  const { code, err } = await run(["init", ""], { cwd: folder({}) });
  expect([code, err]).toEqual([2, "imlc: the name of the folder is empty; `.` is the current one.\n"]);
});

test("a template that there is not is a misuse, with what was probably meant", async () => {
  const { code, err } = await run(["init", "my-app", "--template", "github"], { cwd: folder({}) });
  expect(code).toBe(2);
  expect(err).toContain("Allowed choices are chat, github-app, slack, minimal.");
  const { err: misspelled } = await run(["init", "--template", "minimla"], { cwd: folder({}) });
  expect(misspelled).toContain("Did you mean `minimal`?");
});
