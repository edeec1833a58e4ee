import { parseManifest } from "../compiler/analyze.ts";
import type { App } from "../compiler/index.ts";
import type { RecordShape } from "../compiler/manifest/shape.ts";
import { configShape, readConfig } from "../compiler/project/config/config.ts";
import type { JsonNode } from "../grammar/json/ast.ts";
import { positions } from "../grammar/source.ts";
import { findNamed } from "./analyze.ts";
import { type AnswerFormat, jsonAnswer } from "./answer.ts";
import { textsOnDisk } from "./files.ts";
import { exit, type Io } from "./io.ts";
import { report } from "./report/report.ts";
import { type Paint, painter } from "./report/tone.ts";

export interface ConfigOptions {
  readonly paths: readonly string[];
  readonly format: AnswerFormat;
}

/** One key of `imlc.json`, and what holds for it. */
interface Setting {
  readonly key: string;
  /** What the file says; null if it says nothing. */
  readonly value: unknown;
  readonly from: { readonly file: string; readonly line: number; readonly column: number } | null;
  /** In words, what holds if the file says nothing; null if nothing does. */
  readonly default: string | null;
}

/** Prints the settings of the apps under some paths. A configuration that is wrong is reported instead. */
export async function printConfig({ paths, format }: ConfigOptions, io: Io): Promise<number> {
  const began = performance.now();
  const { apps } = findNamed({ paths }, textsOnDisk(io.cwd));
  const sources = apps.flatMap(({ config }) => config ?? []);
  const diagnostics = apps.flatMap(({ config, webhooks }) => {
    if (!config) return [];
    const { json, diagnostics: syntax } = parseManifest(config);
    const ids = webhooks.map(({ id }) => id);
    return [...syntax, ...readConfig(config, json, ids).diagnostics];
  });
  if (diagnostics.length > 0) {
    const files = new Map(sources.map(({ uri, text }) => [uri, text]));
    io.err(report({ files, diagnostics, milliseconds: performance.now() - began }, "pretty", io.color));
    return exit.findings;
  }
  const configured = apps.map((app) => ({
    app: app.id,
    folder: app.folder,
    file: app.config?.uri ?? null,
    settings: settingsOf(app),
  }));
  const paint = painter(io.color);
  io.out(
    format === "json" ? jsonAnswer({ apps: configured }) : configured.map((each) => pretty(each, paint)).join("\n"),
  );
  return exit.ok;
}

/** Prints where the `imlc.json` of each app lies that has one. */
export async function printConfigPaths(paths: readonly string[], io: Io): Promise<number> {
  const { apps } = findNamed({ paths }, textsOnDisk(io.cwd));
  for (const { config } of apps) if (config) io.out(`${config.uri}\n`);
  return exit.ok;
}

function settingsOf({ config }: App): readonly Setting[] {
  if (!config) return settingsIn(configShape, undefined, [], () => null);
  const position = positions(config.text);
  return settingsIn(configShape, parseManifest(config).json, [], ({ span }) => ({
    file: config.uri,
    ...position(span.start),
  }));
}

/** The settings that a shape declares, each with what a JSON value of that shape says of it. */
function settingsIn(
  { fields }: RecordShape,
  json: JsonNode | undefined,
  path: readonly string[],
  placeOf: (node: JsonNode) => Setting["from"],
): readonly Setting[] {
  return Object.entries(fields).flatMap(([key, declared]) => {
    // Whom `$schema` concerns is the editor.
    if (key === "$schema") return [];
    const node = memberOf(json, key);
    const whole = [...path, key];
    const { shape } = declared;
    if (shape.kind === "record") return settingsIn(shape, node, whole, placeOf);
    if (shape.kind === "map" && shape.of.kind === "record") return settingsById(shape.of, node, whole, placeOf);
    const inWords = declared.default?.replaceAll("`", "") ?? null;
    return [
      {
        key: whole.join("."),
        value: node ? plainValue(node) : null,
        from: node ? placeOf(node) : null,
        default: inWords,
      },
    ];
  });
}

/** What is said of each id; of one that says nothing, what holds is told elsewhere. */
function settingsById(
  shape: RecordShape,
  json: JsonNode | undefined,
  path: readonly string[],
  placeOf: (node: JsonNode) => Setting["from"],
): readonly Setting[] {
  const members = json?.kind === "object" ? json.members : [];
  return members
    .flatMap(({ key, value }) => settingsIn(shape, value, [...path, key.decoded.text], placeOf))
    .filter(({ from }) => from);
}

function memberOf(json: JsonNode | undefined, key: string): JsonNode | undefined {
  if (json?.kind !== "object") return undefined;
  return json.members.findLast((member) => member.key.decoded.text === key)?.value;
}

function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "string":
      return node.decoded.text;
    case "number":
    case "literal":
      return node.value;
    case "array":
      return node.items.map(plainValue);
    case "object":
      return Object.fromEntries(
        node.members.map(({ key, value }) => [key.decoded.text, value ? plainValue(value) : null]),
      );
  }
}

function pretty(
  {
    app,
    file,
    settings,
  }: { readonly app: string; readonly file: string | null; readonly settings: readonly Setting[] },
  paint: Paint,
): string {
  const widest = Math.max(...settings.map(({ key }) => key.length));
  const lines = settings.map((setting) => `  ${setting.key.padEnd(widest)}  ${shown(setting, paint)}`);
  return [`${paint("bold", app)} (${file ?? "no imlc.json"})`, ...lines, ""].join("\n");
}

function shown({ value, from, default: inWords }: Setting, paint: Paint): string {
  if (!from) return paint("dim", inWords === null ? "not set" : `${inWords} (default)`);
  return `${JSON.stringify(value)} (${from.file}:${from.line}:${from.column})`;
}
