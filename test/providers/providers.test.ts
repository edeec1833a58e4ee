import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesOnDisk } from "../../cli/files.ts";
import { generateApp } from "../../compiler/generate/module.ts";
import { analyzeProject, findProject } from "../../compiler/index.ts";
import { hookTests } from "../../testing/index.ts";
import { typeErrors } from "../generate/type-errors.ts";

const here = import.meta.dirname;
const root = join(here, "../..");
const files = filesOnDisk(here);
const { apps, diagnostics, texts } = analyzeProject(findProject(files, ["."]), files);

/** Services that send the events of all users of an app to one URL, each by its own rules. */
const services: readonly string[] = [
  "asana",
  "dropbox",
  "github",
  "gmail",
  "graph",
  "hubspot",
  "intercom",
  "jira",
  "linear",
  "notion",
  "quickbooks",
  "shopify",
  "slack",
  "square",
  "stripe",
  "teams",
  "twitch",
  "whatsapp",
  "xero",
  "zoom",
];

test("there are twenty services", () => {
  expect(apps.map(({ id }) => id)).toEqual(services);
});

test("the checker finds nothing but what Make has no word for", () => {
  expect(diagnostics.map(({ uri, severity, code }) => `${uri}: ${severity} ${code}`)).toEqual([
    "asana/webhook.iml.json: hint not-in-make",
    "zoom/webhook.iml.json: hint not-in-make",
  ]);
});

describe("each service has the events that matter", () => {
  const usual = [
    "an event reaches its owner",
    "a forged event reaches nobody",
    "events of two owners reach each their own",
    "an event of somebody unknown reaches nobody",
  ];

  test.each(apps.map((app) => [app.id, app] as const))("%s", (id, { webhooks }) => {
    const { cases } = JSON.parse(readFileSync(join(here, id, "events.hook-test.json"), "utf8")) as {
      cases: readonly { name: string }[];
    };
    const isDeduped = webhooks.some(({ config }) => config.dedupe);
    const expected = isDeduped ? [...usual, "an event that is sent again is taken once"] : usual;
    expect(cases.map(({ name }) => name)).toEqual(expect.arrayContaining(expected));
  });
});

await hookTests(here, { describe, test });

describe("what is compiled", () => {
  let folder = "";
  beforeAll(() => {
    mkdirSync(join(root, ".imlc"), { recursive: true });
    folder = mkdtempSync(join(root, ".imlc/providers-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is well typed", () => {
    const written = apps.flatMap((app) =>
      generateApp(app, texts, "0.1.0").map(({ path, text }) => ({ path: join(folder, app.id, path), text })),
    );
    for (const { path, text } of written) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const paths = written.map(({ path }) => path);
    expect(typeErrors(folder, paths)).toBe("");
    expect(paths.length).toBeGreaterThan(2 * services.length);
  });
});
