import { pathToFileURL } from "node:url";
import { catalogue } from "../../compiler/index.ts";
import type { Diagnostic, Fix, Severity } from "../../grammar/diagnostic.ts";
import type { Span } from "../../grammar/source.ts";
import { diagnosticText } from "../reference/diagnostics.ts";
import { version } from "../version.ts";
import type { Findings } from "./findings.ts";
import { fingerprints } from "./identity.ts";
import { type Range, ranges } from "./ranges.ts";

/** SARIF 2.1.0, which code scanning of GitHub and many editors and servers read. */
export function sarif(findings: Findings): string {
  const { files, diagnostics } = findings;
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const names = fingerprints(findings);
  const locate = ranges(files);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "imlc", semanticVersion: version(), rules: codes.flatMap(ruleOf) } },
        columnKind: "utf16CodeUnits",
        artifacts: [...files.keys()].map((uri) => ({ location: { uri: uriOf(uri) } })),
        results: diagnostics.map((found) => ({
          ruleId: found.code,
          ruleIndex: codes.indexOf(found.code),
          level: levels[found.severity],
          message: { text: found.message },
          locations: [placeOf(found, locate)],
          relatedLocations: found.related?.map((place, id) => ({
            id,
            message: { text: place.message },
            ...placeOf(place, locate),
          })),
          partialFingerprints: { "imlcFinding/v1": names.get(found) },
          fixes: found.fix && [fixOf(found.fix, found.uri, locate)],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

type Locate = (uri: string, span: Span) => Range;

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", hint: "note" };

function ruleOf(code: string) {
  const entry = catalogue.get(code);
  if (!entry) return [];
  return [
    {
      id: code,
      shortDescription: { text: code.replaceAll("-", " ") },
      fullDescription: { text: entry.doc },
      help: { text: entry.doc, markdown: diagnosticText(entry) },
      defaultConfiguration: { level: levels[entry.severity] },
    },
  ];
}

function placeOf({ uri, span }: Pick<Diagnostic, "uri" | "span">, locate: Locate) {
  return { physicalLocation: { artifactLocation: { uri: uriOf(uri) }, region: regionOf(locate(uri, span)) } };
}

function fixOf({ title, edits }: Fix, uri: string, locate: Locate) {
  const replacements = edits.map(({ span, text }) => ({
    deletedRegion: regionOf(locate(uri, span)),
    insertedContent: { text },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: { uri: uriOf(uri) }, replacements }] };
}

function regionOf({ start, end }: Range) {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  };
}

function uriOf(path: string): string {
  if (path.startsWith("/")) return pathToFileURL(path).href;
  return path.split("/").map(encodeURIComponent).join("/");
}
