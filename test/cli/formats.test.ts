import { createRequire } from "node:module";
import { stripVTControlCharacters } from "node:util";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../compiler/index.ts";
import { folder, run } from "./run.ts";

const webhook = [
  "{",
  "  // A tab:\t, an accent: é, and two units: 😀.",
  '  "uid": "{{uper(item.id)}}", "note": "😀{{item.a \'b\'}}",',
  '  "output": {"a": 1, "a": "{{item.b <> 1}}"}',
  "}",
].join("\r\n");

const app = {
  "a b/webhook.iml.json": webhook,
  "a b/connection.iml.json": '{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}',
};

const cwd = folder(app);

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: Place; readonly end: Place };
  readonly related?: readonly unknown[];
  readonly fix?: { readonly title: string; readonly unsafe?: boolean; readonly edits: readonly { text: string }[] };
}

interface Place {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** What the report for programs says, to which the others are compared. */
async function known(): Promise<readonly Found[]> {
  const { out } = await run(["check", "--format", "json"], { cwd });
  const { schemaVersion, diagnostics } = JSON.parse(out) as { schemaVersion: number; diagnostics: Found[] };
  expect(schemaVersion).toBe(1);
  return diagnostics;
}

async function output(format: string): Promise<string> {
  const { code, out, err } = await run(["check", "--format", format], { cwd });
  expect([code, err]).toEqual([1, ""]);
  return out;
}

test("json has lines and columns from 1 and offsets into the file", async () => {
  const found = await known();
  const offset = webhook.indexOf("uper");
  expect(found.find(({ code }) => code === "unknown-function")).toEqual({
    code: "unknown-function",
    severity: "error",
    message: "There is no function `uper`. Did you mean `upper`?",
    file: "a b/webhook.iml.json",
    range: { start: { line: 3, column: 13, offset }, end: { line: 3, column: 17, offset: offset + 4 } },
    fix: {
      title: "Change to `upper`",
      unsafe: true,
      edits: [
        {
          range: { start: { line: 3, column: 13, offset }, end: { line: 3, column: 17, offset: offset + 4 } },
          text: "upper",
        },
      ],
    },
  });
  expect(found.some(({ related }) => related !== undefined)).toBe(true);
});

test("stylish has a line for each finding below its file", async () => {
  const found = await known();
  const lines = (await output("stylish")).split("\n");
  expect(lines[0]).toBe("a b/webhook.iml.json");
  expect(lines.slice(1, 1 + found.length).map((line) => line.trim().split(/ {2,}/))).toEqual(
    found.map(({ code, severity, message, range: { start } }) => [
      `${start.line}:${start.column}`,
      severity,
      message,
      code,
    ]),
  );
  expect(lines.at(-2)).toMatch(/^2 files checked in \d+ ms: /);
});

test("stylish and pretty have colours where they are wanted, and no others", async () => {
  for (const format of ["pretty", "stylish"]) {
    const { out } = await run(["check", "--format", format], { cwd, color: true });
    expect(out).toContain("\u001b[31merror\u001b[39m");
    const plain = await output(format);
    expect(plain).not.toContain("\u001b");
    const blind = (text: string) => text.replace(/ in \d+ ms/, "");
    expect(blind(stripVTControlCharacters(out))).toBe(blind(plain));
  }
});

test("what stands in a manifest cannot drive the terminal", async () => {
  const stdin = '{"uid": "{{item.\u001b[31mid}}", "out\u001b]0;title\u0007": 1}';
  for (const format of ["pretty", "stylish"]) {
    const { out } = await run(["check", "-", "--format", format], { stdin });
    expect(out).toContain("is no key of");
    expect(out).not.toMatch(/[^\n\P{Cc}]/u);
  }
});

describe("github", () => {
  test("has a workflow command for each finding", async () => {
    const found = await known();
    const lines = (await output("github")).trimEnd().split("\n");
    expect(lines.length).toBe(found.length);
    expect(lines).toContain(
      "::error file=a b/webhook.iml.json,line=3,endLine=3,col=13,endColumn=17,title=unknown-function::There is no function `uper`. Did you mean `upper`?",
    );
  });

  test("is used where GitHub runs the check, unless another is asked for", async () => {
    const env = { GITHUB_ACTIONS: "true" };
    expect((await run(["check"], { cwd, env })).out).toBe(await output("github"));
    expect((await run(["check", "--format", "json"], { cwd, env })).out).toBe(await output("json"));
  });

  test("escapes what would end a property or a message", async () => {
    const odd = { "50%,x:y/webhook.iml.json": '{"uid": "{{uper(item.id)}}"}' };
    const { out } = await run(["check", "--format", "github"], { cwd: folder(odd) });
    expect(out).toMatch(/^::error file=50%25%2Cx%3Ay\/webhook\.iml\.json,line=1,/);
  });
});

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}

interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region };
}

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { id: string; help: { text: string } }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly [Location];
      readonly relatedLocations?: readonly Location[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly fixes?: readonly {
        readonly artifactChanges: readonly {
          readonly replacements: readonly { deletedRegion: Region; insertedContent: { text: string } }[];
        }[];
      }[];
    }[];
  }[];
}

describe("sarif", () => {
  const schema: object = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

  test("is what the schema of SARIF 2.1.0 wants", async () => {
    expect(validate({ version: "2.1.0" })).toBe(false);
    validate(JSON.parse(await output("sarif")));
    expect(validate.errors ?? []).toEqual([]);
    const { out } = await run(["check", "examples", "--format", "sarif"]);
    validate(JSON.parse(out));
    expect(validate.errors ?? []).toEqual([]);
  });

  test("is what the schema wants for the example of every code", async () => {
    for (const { code, example } of catalogue.values()) {
      const files = typeof example.bad === "string" ? { "webhook.iml.json": example.bad } : example.bad;
      const { out } = await run(["check", "--format", "sarif"], { cwd: folder(files) });
      validate(JSON.parse(out));
      expect(validate.errors ?? [], code).toEqual([]);
    }
  }, 120_000);

  test("says of each finding what is known of it", async () => {
    const found = await known();
    const log = JSON.parse(await output("sarif")) as Log;
    const [{ tool, results } = { tool: undefined, results: [] }] = log.runs;
    const rules = tool?.driver.rules ?? [];
    expect(results.map(({ ruleId }) => ruleId)).toEqual(found.map(({ code }) => code));
    results.forEach((result, i) => {
      const { code, severity, message, range, fix, related } = found[i] ?? expect.fail();
      const [{ physicalLocation }] = result.locations;
      expect(result.message.text).toBe(message);
      expect(result.level).toBe(severity === "hint" ? "note" : severity);
      expect(rules[result.ruleIndex]).toMatchObject({ id: code, help: { text: catalogue.get(code)?.doc } });
      expect(physicalLocation.artifactLocation.uri).toBe("a%20b/webhook.iml.json");
      expect(physicalLocation.region).toMatchObject({
        startLine: range.start.line,
        startColumn: range.start.column,
        charOffset: range.start.offset,
        charLength: range.end.offset - range.start.offset,
      });
      expect(result.relatedLocations?.length).toBe(related?.length);
      const changes = result.fixes?.flatMap(({ artifactChanges }) => artifactChanges);
      expect(changes?.flatMap(({ replacements }) => replacements.map(({ insertedContent: { text } }) => text))).toEqual(
        fix?.edits.map(({ text }) => text),
      );
    });
  });

  test("has fingerprints that stay when lines are put above, and differ between findings", async () => {
    const marks = async (text: string) => {
      const { out } = await run(["check", "-", "--format", "sarif"], { stdin: text });
      const log = JSON.parse(out) as Log;
      return log.runs.flatMap(({ results }) => results.map(({ partialFingerprints: each }) => each["imlcFinding/v1"]));
    };
    const before = await marks('{"uid": "{{uper(item.id)}}",\n "output": "{{uper(item.id)}}{{item.a \'b\'}}"}');
    expect(new Set(before).size).toBe(3);
    expect(
      await marks('\n{ // Moved.\n\n"uid": "{{uper(item.id)}}", "output": "{{uper(item.id)}}{{item.a \'b\'}}"}'),
    ).toEqual(before);
  });
});

test("gitlab has what a code quality report needs", async () => {
  const found = await known();
  const issues = JSON.parse(await output("gitlab")) as { readonly fingerprint: string }[];
  expect(issues).toEqual(
    found.map(({ code, severity, message, range: { start, end } }) => ({
      description: message,
      check_name: code,
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: { error: "critical", warning: "minor", hint: "info" }[severity],
      location: {
        path: "a b/webhook.iml.json",
        positions: {
          begin: { line: start.line, column: start.column },
          end: { line: end.line, column: end.column },
        },
      },
    })),
  );
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(found.length);
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The elements of an XML text in their order; it throws if it is none. */
function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => elements.push({ name, attributes }));
  parser.write(xml).close();
  return elements;
}

describe("junit", () => {
  test("has a suite for each file and a test for each finding", async () => {
    const found = await known();
    const elements = elementsOf(await output("junit"));
    const named = (name: string) => elements.filter((each) => each.name === name).map(({ attributes }) => attributes);
    const hints = found.filter(({ severity }) => severity === "hint");
    const failures = String(found.length - hints.length);
    expect(named("testsuite").sort((a, b) => Number(b.tests) - Number(a.tests))).toEqual([
      {
        name: "a b/webhook.iml.json",
        tests: String(found.length),
        failures,
        errors: "0",
        skipped: String(hints.length),
      },
      { name: "a b/connection.iml.json", tests: "1", failures: "0", errors: "0", skipped: "0" },
    ]);
    expect(
      named("testcase")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(
      [...found.map(({ code, range: { start } }) => `${code} ${start.line}:${start.column}`), "no findings"].sort(),
    );
    expect(named("failure").map(({ message }) => message)).toEqual(
      found.filter(({ severity }) => severity !== "hint").map(({ message }) => message),
    );
    expect(named("testsuites")[0]).toMatchObject({ tests: String(found.length + 1), failures });
  });

  test("is XML whatever the messages hold", async () => {
    const stdin = '{"uid": "{{item.id}}", "a<b&\\"\\u0000\\ud800\u0001\\n]]>": 1}';
    const { out } = await run(["check", "-", "--format", "junit"], { stdin });
    const failures = elementsOf(out).filter(({ name }) => name === "failure");
    expect(failures.map(({ attributes }) => attributes.message)).toContainEqual(expect.stringContaining('a<b&"\ufffd'));
  });
});
