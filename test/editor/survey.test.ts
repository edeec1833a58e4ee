import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeProject, type Files, filesInMemory, findProject } from "../../compiler/index.ts";
import type { FindingsByFile } from "../../editor/findings.ts";
import { createService, type Service } from "../../editor/service.ts";
import type { Diagnostic } from "../../grammar/diagnostic.ts";

const broken = '{"uid": "{{item.}}", "output": "{{lout(item.id)}}"}';
const sound = '{"uid": "{{item.id}}"}';
const code = "function loud(text) {\n  return iml.upper(text);\n}\n";
const appList = JSON.stringify({
  fileVersion: 1,
  components: { webhook: { hook: { codeFiles: { communication: "../shared/hook.iml.json" } } } },
});

/** What the files may say: each path with the texts that it has at some time. */
const texts: Readonly<Record<string, readonly string[]>> = {
  "one/webhook.iml.json": [sound, broken, "{", '{"uid": "{{loud(item.id)}}"}'],
  "one/attach.iml.json": ['{"url": "https://www.example.com"}', "{}", '{"url": "{{parameters.}}"}'],
  "one/functions/loud/code.js": [code, "function loud(", "function other() {}"],
  "one/imlc.json": ["{}", '{"payload": {"samples": ["./sample.json"]}}', '{"nothing": 1}'],
  "imlc.json": ["{}", "{"],
  "one/sample.json": ['{"a": 1}', "{"],
  "two/one/webhook.iml.json": [sound, broken],
  "shared/hook.iml.json": [sound, broken],
  "shared/webhook.iml.json": [sound, broken],
  "listed/makecomapp.json": [appList, "{"],
  "listed/other.iml.json": ["{}", "{"],
  "script.js": ["function loud("],
};

const path = fc.constantFrom(...Object.keys(texts));
const version = fc.nat(3);
const folder = fc.constantFrom("one", "two", "shared", "listed");
/** What happens to files, on the disk and in an editor, which tells of both. */
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("write" as const), path, version }) },
  fc.record({ kind: fc.constant("type" as const), path, version }),
  fc.record({ kind: fc.constant("close" as const), path }),
  fc.record({ kind: fc.constant("delete" as const), path }),
  fc.record({ kind: fc.constant("delete folder" as const), path: folder }),
  fc.record({ kind: fc.constant("move folder" as const), path: folder, to: fc.constantFrom("moved", "one/inside") }),
  fc.record({ kind: fc.constant("look at" as const), path }),
  fc.record({ kind: fc.constant("survey" as const) }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

test("whatever happens to files, a survey finds what a check finds, and a file what the survey finds of it", () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 12 }), (events) => {
      const stored = new Map(Object.entries(texts).map(([uri, [text = ""]]) => [uri, text]));
      const open = new Map<string, string>();
      const service = createService({ files: living(stored) });
      for (const each of events) happen(each, stored, open, service);
      const now = filesInMemory({ ...Object.fromEntries(stored), ...Object.fromEntries(open) });
      const { diagnostics } = analyzeProject(findProject(now, ["."]), now);
      const surveyed = surveyOf(service);
      expect([...surveyed.values()].flat().map(said).sort()).toEqual(diagnostics.map(said).sort());
      for (const [uri, found] of surveyed) expect(service.diagnose(uri)).toBe(found);
      expect(surveyOf(service)).toEqual(surveyed);
    }),
    { numRuns: 60, seed: 8 },
  );
});

test("only what has changed is another list", () => {
  const stored = new Map(Object.entries({ "a/webhook.iml.json": broken, "b/webhook.iml.json": broken }));
  const service = createService({ files: living(stored) });
  const before = surveyOf(service);
  stored.set("a/webhook.iml.json", broken.replace("lout", "lowr"));
  expect(service.refresh(["a/webhook.iml.json"])).toBe(true);
  expect(service.refresh(["a/notes.txt", "c"])).toBe(false);
  const after = surveyOf(service);
  expect(after.get("b/webhook.iml.json")).toBe(before.get("b/webhook.iml.json"));
  expect(after.get("a/webhook.iml.json")).not.toEqual(before.get("a/webhook.iml.json"));
});

test("JavaScript is served if it is a function of an app", () => {
  const files = {
    "one/webhook.iml.json": '{"uid": "{{loud(item.id)}}"}',
    "one/functions/loud/code.js": "function loud(",
    "one/script.js": "f(",
  };
  const service = createService({ files: filesInMemory(files) });
  expect(service.serves("one/functions/loud/code.js")).toBe(true);
  expect(service.diagnose("one/functions/loud/code.js").map(({ code }) => code)).toEqual(["function-syntax"]);
  expect(service.serves("one/script.js")).toBe(false);
  expect(service.diagnose("one/script.js")).toEqual([]);
  expect(service.complete("one/functions/loud/code.js", 3)).toEqual([]);
});

/** Files that are what a map says at the time. */
function living(stored: ReadonlyMap<string, string>): Files {
  const now = (): Files => filesInMemory(Object.fromEntries(stored));
  return {
    folder: now().folder,
    read: (path) => now().read(path),
    list: (path) => now().list(path),
    readPackage: () => undefined,
  };
}

function happen(event: Event, stored: Map<string, string>, open: Map<string, string>, service: Service): void {
  switch (event.kind) {
    case "write":
      stored.set(event.path, textOf(event));
      service.refresh([event.path]);
      return;
    case "type":
      if (!stored.has(event.path)) return;
      open.set(event.path, textOf(event));
      service.set(event.path, textOf(event));
      return;
    case "close":
      close(event.path, open, service);
      return;
    case "delete":
      close(event.path, open, service);
      stored.delete(event.path);
      service.refresh([event.path]);
      return;
    case "delete folder":
      for (const [path] of below(event.path, stored)) {
        close(path, open, service);
        stored.delete(path);
      }
      service.refresh([event.path]);
      return;
    case "move folder":
      if (event.to.startsWith(`${event.path}/`)) return;
      for (const [path, text] of below(event.path, stored)) {
        close(path, open, service);
        stored.delete(path);
        stored.set(event.to + path.slice(event.path.length), text);
      }
      service.refresh([event.path, event.to]);
      return;
    case "look at":
      service.diagnose(event.path);
      service.hover(event.path, 12);
      return;
    case "survey":
      surveyOf(service);
  }
}

function close(path: string, open: Map<string, string>, service: Service): void {
  if (open.delete(path)) service.remove(path);
}

function below(folder: string, stored: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...stored].filter(([path]) => path.startsWith(`${folder}/`));
}

function textOf({ path, version }: { readonly path: string; readonly version: number }): string {
  const all = texts[path] ?? [];
  return all[version % all.length] ?? "";
}

function surveyOf(service: Service): FindingsByFile {
  const steps = service.survey();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function said({ uri, code, span, message }: Diagnostic): string {
  return `${uri} ${span.start} ${span.end} ${code} ${message}`;
}
