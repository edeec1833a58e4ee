import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, run } from "./run.ts";

const broken = [
  "\ufeff{ // The key of a user.",
  "\t'uid':   \"{{item.id '-a'}}\",",
  '  "output": {"when": "{{formatDate(item.at, YYYY-MM-DD)}}", "name": "{{uper(item.names[0])}}"},',
  '  "iterate": "{{body.items}}", /* One. */',
  "}",
].join("\r\n");
const app = { "webhook.iml.json": broken };

/** Where something else may have been meant it is as it was. */
const mended = broken
  .replace("'uid'", '"uid"')
  .replace("item.id '-a'", "item.id + '-a'")
  .replace("YYYY-MM-DD", "'YYYY-MM-DD'")
  .replace(", /* One.", " /* One.");

function webhookIn(cwd: string): string {
  return readFileSync(join(cwd, "webhook.iml.json"), "utf8");
}

test("--fix mends what leaves no doubt, touches nothing else, and reports what is left", async () => {
  const cwd = folder(app);
  const { code, out, err } = await run(["check", "--fix", "--format", "json"], { cwd });
  expect(webhookIn(cwd)).toBe(mended);
  expect(err).toBe("imlc: 1 file fixed.\n");
  const { diagnostics } = JSON.parse(out) as { diagnostics: { code: string }[] };
  expect([code, diagnostics.map((each) => each.code)]).toEqual([1, ["unknown-function", "index-zero"]]);
  expect(await run(["check", "--fix"], { cwd })).toMatchObject({ code: 1, err: "" });
  expect(webhookIn(cwd)).toBe(mended);
});

test("--fix-unsafe makes the guesses, too, and nothing is left", async () => {
  const cwd = folder(app);
  const { code, out } = await run(["check", "--fix-unsafe"], { cwd });
  expect(out).toMatch(/nothing to report\.\n$/);
  expect(code).toBe(0);
  expect(webhookIn(cwd)).toBe(mended.replace("uper", "upper").replace("[0]", "[1]"));
});

test("--dry-run shows a patch, writes nothing, and exits as if it had", async () => {
  const cwd = folder(app);
  const { code, out, err } = await run(["check", "--fix", "--dry-run"], { cwd });
  expect([code, err]).toEqual([1, ""]);
  expect(out).toMatch(/^--- a\/webhook\.iml\.json\n\+\+\+ b\/webhook\.iml\.json\n@@ /);
  expect(out).toContain('+\t"uid":   "{{item.id + \'-a\'}}",\r\n');
  expect(webhookIn(cwd)).toBe(broken);
  const all = await run(["check", "--fix-unsafe", "--dry-run"], { cwd });
  expect([all.code, all.out.includes('+  "output": {"when": "{{formatDate(item.at, \'YYYY-MM-DD\')}}"')]).toEqual([
    0,
    true,
  ]);
  const stdin = await run(["check", "-", "--fix", "--dry-run"], { stdin: '{"uid": "{{item.id \'a\'}}"}' });
  expect([stdin.code, stdin.out.split("\n").filter((line) => line.startsWith("+"))]).toEqual([
    0,
    ["+++ b/webhook.iml.json", '+{"uid": "{{item.id + \'a\'}}"}'],
  ]);
});

test("a fix that uncovers another problem is followed by the next", async () => {
  const stdin = `{"uid": "{{item.id}}", "output": "{{item.a ? item.b ? 1 : 2 : item.c and item.d ? 3 : 4}}",}`;
  const { code, out } = await run(["check", "-", "--fix", "--dry-run"], { stdin });
  expect(out).toContain('"{{if(item.a, if(item.b, 1, 2), if(item.c & item.d, 3, 4))}}"}');
  expect(code).toBe(0);
});

test("only the file that was asked for is changed", async () => {
  const cwd = folder({ ...app, "attach.iml.json": '{"url": "https://a.example/{{parameters.a \'b\'}}",}' });
  await run(["check", "attach.iml.json", "--fix"], { cwd });
  expect(webhookIn(cwd)).toBe(broken);
  expect(readFileSync(join(cwd, "attach.iml.json"), "utf8")).toContain("{{parameters.a + 'b'}}");
});

test("a file that would not be readable after its fixes is left as it is", async () => {
  const text = '{"uid": "{{item.id \'-a\'}}",}}';
  const cwd = folder({ "webhook.iml.json": text });
  const { code, err } = await run(["check", "--fix"], { cwd });
  expect([code, webhookIn(cwd)]).toEqual([1, text]);
  expect(err).toBe(
    "imlc: webhook.iml.json is left as it is: it could not be read after the fixes. Make them one by one.\n",
  );
});

test("a file that is no text is left as it is", async () => {
  const cwd = folder(app);
  const bytes = Buffer.concat([Buffer.from('{"uid": "{{item.id \'-'), Buffer.of(0xff), Buffer.from("'}}\"}")]);
  writeFileSync(join(cwd, "webhook.iml.json"), bytes);
  const { code, err } = await run(["check", "--fix"], { cwd });
  expect([code, err]).toEqual([2, "imlc: webhook.iml.json is no UTF-8 text: save it as UTF-8.\n"]);
  expect(readFileSync(join(cwd, "webhook.iml.json"))).toEqual(bytes);
});
