import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Span } from "../../grammar/source.ts";
import type { Findings } from "./findings.ts";
import { type Range, ranges } from "./ranges.ts";

/** A test report: each file is a suite, each finding a test that failed; a hint is one that was skipped. */
export function junit({ files, diagnostics, milliseconds }: Findings): string {
  const range = ranges(files);
  const suites = [...files.keys()].map((uri) => diagnostics.filter((each) => each.uri === uri));
  const head = `<testsuites name="imlc" ${counts(suites)} time="${(milliseconds / 1000).toFixed(3)}">`;
  const bodies = [...files.keys()].map((uri, i) => suite(uri, suites[i] ?? [], range));
  return document(head, bodies);
}

/** What JUnit knows of some tests. */
interface TestedSuite {
  readonly name: string;
  readonly tests: readonly { readonly name: string; readonly failure?: string | undefined }[];
}

/** A test report of tests that were run. */
export function junitSuites(suites: readonly TestedSuite[], milliseconds: number): string {
  const all = suites.flatMap(({ tests }) => tests);
  const head = `<testsuites name="imlc" ${testCounts(all)} time="${(milliseconds / 1000).toFixed(3)}">`;
  return document(head, suites.map(testedSuite));
}

function testedSuite({ name, tests }: TestedSuite): string {
  const cases = tests.map((each) => {
    const start = `    <testcase name=${quoted(each.name)} classname=${quoted(name)}`;
    if (each.failure === undefined) return `${start}/>\n`;
    const [first = ""] = each.failure.split("\n", 1);
    return `${start}><failure message=${quoted(first)}>${escaped(each.failure)}</failure></testcase>\n`;
  });
  return `  <testsuite name=${quoted(name)} ${testCounts(tests)}>\n${cases.join("")}  </testsuite>\n`;
}

function testCounts(tests: TestedSuite["tests"]): string {
  const failures = tests.filter(({ failure }) => failure !== undefined).length;
  return `tests="${tests.length}" failures="${failures}" errors="0" skipped="0"`;
}

function document(head: string, bodies: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${bodies.join("")}</testsuites>\n`;
}

function suite(uri: string, found: readonly Diagnostic[], range: (uri: string, span: Span) => Range): string {
  const cases = found.map((each) => testCase(each, range(uri, each.span)));
  const all = cases.length > 0 ? cases.join("") : `    <testcase name="no findings" classname=${quoted(uri)}/>\n`;
  return `  <testsuite name=${quoted(uri)} ${counts([found])}>\n${all}  </testsuite>\n`;
}

function testCase({ code, severity, message, uri }: Diagnostic, { start }: Range): string {
  const place = `${start.line}:${start.column}`;
  const head = `    <testcase name=${quoted(`${code} ${place}`)} classname=${quoted(uri)}>`;
  const outcome =
    severity === "hint"
      ? `<skipped message=${quoted(message)}/>`
      : `<failure type=${quoted(severity)} message=${quoted(message)}>${escaped(`${uri}:${place} ${message}`)}</failure>`;
  return `${head}${outcome}</testcase>\n`;
}

/** The counts of some suites; a file without findings has one test, which passes. */
function counts(suites: readonly (readonly Diagnostic[])[]): string {
  const tests = suites.reduce((sum, { length }) => sum + Math.max(1, length), 0);
  const found = suites.flat();
  const hints = found.filter(({ severity }) => severity === "hint").length;
  return `tests="${tests}" failures="${found.length - hints}" errors="0" skipped="${hints}"`;
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** Text inside an element or an attribute; what XML cannot hold becomes the replacement character. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
