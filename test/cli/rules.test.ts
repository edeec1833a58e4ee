import { expect, test } from "vitest";
import { catalogue } from "../../compiler/index.ts";
import { folder, run } from "./run.ts";

interface Listed {
  readonly code: string;
  readonly severity: string;
  readonly fix: string | null;
  readonly configurable: boolean;
  readonly suppressible: boolean;
  readonly message: string;
  readonly doc: string;
}

async function listed(): Promise<readonly Listed[]> {
  const { code, out, err } = await run(["rules", "--format", "json"]);
  expect([code, err]).toEqual([0, ""]);
  const { schemaVersion, codes } = JSON.parse(out) as { schemaVersion: number; codes: Listed[] };
  expect(schemaVersion).toBe(1);
  return codes;
}

test("every code is listed once, with a message and an explanation", async () => {
  const codes = await listed();
  expect(codes.map(({ code }) => code)).toEqual([...catalogue.keys()]);
  for (const { message, doc } of codes) {
    expect(message).toMatch(/\S[.?]$/);
    expect(doc).toMatch(/\S[.]$/);
  }
});

test("severities, fixes, and what can be set are those of the declarations", async () => {
  const codes = new Map((await listed()).map((each) => [each.code, each]));
  expect(codes.get("trailing-comma")).toMatchObject({ severity: "error", fix: "--fix", configurable: false });
  expect(codes.get("header-case")).toMatchObject({ severity: "warning", fix: "--fix-unsafe", configurable: true });
  expect(codes.get("argument-count")).toMatchObject({ severity: "error", fix: null, suppressible: false });
  expect(codes.get("function-length")).toMatchObject({ severity: "hint", suppressible: true });
});

test("for people there is a line for each, and a legend", async () => {
  const { out } = await run(["rules"]);
  const lines = out.split("\n");
  expect(lines.filter((line) => /^header-case +warning {2}--fix-unsafe {2}\* {2}On Make/.test(line))).toHaveLength(1);
  expect(lines.filter((line) => /^argument-count +error {21}`join/.test(line))).toHaveLength(1);
  expect(out).toContain("`imlc explain CODE`");
  expect((await run(["rules"], { color: true })).out).toContain("\u001b[1mheader-case");
});

test("explain tells how a finding is fixed, silenced and set", async () => {
  const { code, out } = await run(["explain", "header-case"]);
  expect(code).toBe(0);
  expect(out).toContain("`imlc check --fix-unsafe` makes a fix that may not be what was meant.");
  expect(out).toContain("// imlc-ignore header-case: ");
  expect(out).toContain('{"rules":{"header-case":"off"}}');
});

test("explain says of an error of the compiler that it cannot be silenced, and offers no setting", async () => {
  const { out } = await run(["explain", "unknown-key"]);
  expect(out).toContain("It is an error, so no comment silences it.");
  expect(out).not.toMatch(/imlc-ignore|"rules"/);
});

test("what explain says to write works", async () => {
  const manifest = '{"uid": "{{headers.`X-User-Id`}}"}';
  const { out } = await run(["explain", "header-case"]);
  const [, comment = "", setting = ""] = /(\/\/ imlc-ignore .*)\n[\s\S]*(\{"rules".*)\n/.exec(out) ?? [];
  const without = folder({ "webhook.iml.json": manifest });
  const silenced = folder({ "webhook.iml.json": `${comment}\n${manifest}` });
  const set = folder({ "webhook.iml.json": manifest, "imlc.json": setting });
  const codes = await Promise.all([without, silenced, set].map(async (cwd) => (await run(["check"], { cwd })).code));
  expect(codes).toEqual([1, 0, 0]);
});

test("a code that there is not is a misuse, with what was probably meant", async () => {
  expect(await run(["explain", "header-cse"])).toEqual({
    code: 2,
    out: "",
    err: "imlc: there is no diagnostic `header-cse`. Did you mean `header-case`? `imlc rules` lists all of them.\n",
  });
});
