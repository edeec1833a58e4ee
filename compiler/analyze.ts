import type { Diagnostic } from "../grammar/diagnostic.ts";
import type { Expr } from "../grammar/iml/ast.ts";
import type { JsonNode } from "../grammar/json/ast.ts";
import { parseJson } from "../grammar/json/parse.ts";
import type { Source } from "../grammar/source.ts";
import { type Type, t } from "../language/types.ts";
import { type Checked, check, type Known } from "./check/check.ts";
import { impossibleComparison, mixedComparison } from "./check/comparison-diagnostics.ts";
import type { CustomRows } from "./check/infer.ts";
import { lintManifest } from "./lint/lint.ts";
import { missingKey, uidMissing } from "./manifest/diagnostics.ts";
import type { Kind } from "./manifest/kinds.ts";
import { type Manifest, readManifest } from "./manifest/read.ts";
import type { Equality, Field, Program, Unit } from "./program.ts";

/**
 * All that is known of one manifest.
 *
 * @example
 * import { type Analysis, analyze } from "imlc";
 *
 * const source = { uri: "webhook.iml.json", text: '{"uid": "{{item.id}}"}' };
 * const { program, diagnostics }: Analysis = analyze(source, "webhook");
 * console.log(program?.units.length, diagnostics.length);
 */
export interface Analysis {
  readonly source: Source;
  readonly kind: Kind;
  /** Undefined if the file holds nothing but comments, or nothing that could be read. */
  readonly json: JsonNode | undefined;
  /** Undefined if the manifest declares nothing (`{}`, `[]`, only comments): there is no such step then. */
  readonly program: Program | undefined;
  readonly types: ReadonlyMap<Expr, Type>;
  /** What each unit of the program evaluates to. */
  readonly results: ReadonlyMap<Unit, Type>;
  /** What each unit of the program can read, with all that is known of it there. */
  readonly variables: ReadonlyMap<Unit, Known>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a manifest is analysed with, of what stands in other files.
 *
 * @example
 * import { analyze, type Surroundings } from "imlc";
 *
 * const alone: Surroundings = { shared: false, equality: "strict" };
 * console.log(analyze({ uri: "webhook.iml.json", text: '{"output": "{{item}}"}' }, "webhook", alone).diagnostics);
 */
export interface Surroundings {
  /** What is laid under an attach or a detach. */
  readonly base?: Manifest | undefined;
  readonly equality?: Equality;
  /** Whether a webhook has to say by `uid` whose its items are; it has, if nobody says anything else. */
  readonly shared?: boolean;
  /** The dedupe key of a webhook. */
  readonly dedupe?: Field | undefined;
  /** Whether an item of a webhook belongs to the app itself. */
  readonly platformEvent?: Field | undefined;
  /** When the service forgets what attach has made. */
  readonly expires?: Field | undefined;
  /** What is known of the variables that its templates read. */
  readonly known?: Known;
  /** The same for the templates of the base, if it is not what is known of its own: others inherit them, too. */
  readonly inherited?: Known;
  /** Variables that its templates cannot read in this app, each with the reason. */
  readonly absent?: ReadonlyMap<string, string>;
  /** The functions of the app. */
  readonly custom?: CustomRows;
}

/**
 * Reads and checks one manifest: text, tree, units, types.
 *
 * @example
 * import { analyze } from "imlc";
 *
 * const { diagnostics } = analyze({ uri: "webhook.iml.json", text: '{"uid": "{{item.}}"}' }, "webhook");
 * console.log(diagnostics[0]?.message);
 */
export function analyze(source: Source, kind: Kind, surroundings: Surroundings = {}): Analysis {
  return analyzeParsed(parseManifest(source), kind, surroundings);
}

/** Checks one manifest whose tree there is already. */
export function analyzeParsed(parsed: ParsedManifest, kind: Kind, surroundings: Surroundings): Analysis {
  const {
    base,
    equality = "loose",
    shared = true,
    known = new Map(),
    custom = new Map(),
    absent,
    inherited,
  } = surroundings;
  const { source, json, diagnostics: syntax } = parsed;
  if (!json && syntax.length > 0) return { source, kind, json, program: undefined, ...nothing, diagnostics: syntax };
  const read = readManifest({ source, json }, kind, { base, equality, shared });
  const program = read.value && withConfigured(read.value, surroundings);
  const { types, results, variables, diagnostics } = program
    ? check(program, known, custom, absent, base && inherited && { uri: base.source.uri, known: inherited })
    : nothing;
  const linted = program && json ? lintManifest({ source, json, program, types, results }) : [];
  const checked = withoutEchoes(diagnostics, linted);
  const found = [...syntax, ...withoutGuesses(read.diagnostics, syntax), ...checked, ...linted];
  return { source, kind, json, program, types, results, variables, diagnostics: sorted(found) };
}

/** The tree of a file, and what is wrong with its syntax. */
export interface ParsedManifest extends Manifest {
  readonly diagnostics: readonly Diagnostic[];
}

/** The tree of a manifest; a file with nothing but comments has none, and there is nothing wrong with that. */
export function parseManifest(source: Source): ParsedManifest {
  if (isBlank(source.text)) return { source, json: undefined, diagnostics: [] };
  const { value, diagnostics } = parseJson(source);
  return { source, json: value, diagnostics };
}

/** Findings in the order of their places; of several that say the same of one place, one. */
export function sorted<D extends Diagnostic>(diagnostics: readonly D[]): readonly D[] {
  if (diagnostics.length < 2) return diagnostics;
  const byPlace = new Map(
    diagnostics.map((each) => [`${each.uri} ${each.span.start} ${each.span.end} ${each.code} ${each.message}`, each]),
  );
  return [...byPlace.values()].sort(
    (a, b) => compareText(a.uri, b.uri) || a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

function isBlank(text: string): boolean {
  const skipped = /\s+|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\//y;
  while (skipped.lastIndex < text.length) if (!skipped.test(text)) return false;
  return true;
}

const nothing: Checked = { types: new Map(), results: new Map(), variables: new Map(), diagnostics: [] };

/** In a text that is no JSON, what seems to be missing may be in the part that could not be read. */
function withoutGuesses(diagnostics: readonly Diagnostic[], syntax: readonly Diagnostic[]): readonly Diagnostic[] {
  if (!syntax.some(({ severity }) => severity === "error")) return diagnostics;
  return diagnostics.filter(({ code }) => code !== uidMissing.spec.code && code !== missingKey.spec.code);
}

/** Where a rule says why a comparison is odd, that its sides are of two types only follows from it. */
function withoutEchoes(checked: readonly Diagnostic[], linted: readonly Diagnostic[]): readonly Diagnostic[] {
  const isSaid = ({ uri, span }: Diagnostic): boolean =>
    linted.some((each) => each.uri === uri && each.span.start === span.start && each.span.end === span.end);
  return checked.filter((each) => !ofComparisons.includes(each.code) || !isSaid(each));
}

const ofComparisons = [mixedComparison.spec.code, impossibleComparison.spec.code];

/** The units that stand in `imlc.json`; those of an item run behind its uid. */
function withConfigured(program: Program, { dedupe, platformEvent, expires }: Surroundings): Program {
  const units: readonly Unit[] = [
    ...(dedupe ? [{ path: ["dedupe"], scope: "ItemScope", want: t.any, field: dedupe } as const] : []),
    ...(platformEvent
      ? [{ path: ["platformEvent"], scope: "ItemScope", want: t.boolean, field: platformEvent } as const]
      : []),
    ...(expires ? [{ path: ["expires"], scope: "AttachScope", want: t.any, field: expires } as const] : []),
  ];
  if (units.length === 0) return program;
  const at = program.units.findIndex(({ path }) => path.join(".") === "uid") + 1;
  return { ...program, units: program.units.toSpliced(at, 0, ...units) };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
