import { analyzeProject, type CatalogueEntry, catalogue, filesInMemory, findProject } from "../../compiler/index.ts";
import type { Example, Severity } from "../../grammar/diagnostic.ts";
import { blocks, bullet, code, codeBlock, generated, toHeading } from "./markdown.ts";

/** The page of everything that the compiler finds, by code. */
export function diagnosticsPage(): string {
  return blocks(
    generated,
    "# Diagnostics",
    "What `imlc check` reports, by code. Errors keep a manifest from being compiled; warnings are probably mistakes; hints are neither.",
    severities.map((severity) => bullet(`${severity}: ${codesOf(severity).map(toHeading).join(", ")}`)).join("\n"),
    ...[...catalogue.values()].map((entry) => `## ${diagnosticText(entry).trimEnd()}`),
  );
}

const severities: readonly Severity[] = ["error", "warning", "hint"];

function codesOf(severity: Severity): readonly string[] {
  return [...catalogue.values()].filter((entry) => entry.severity === severity).map(({ code }) => code);
}

/** What is known about a code: what its message looks like, what it means, and how it comes and goes. */
export function diagnosticText(entry: CatalogueEntry): string {
  const { code, severity, doc, example } = entry;
  return blocks(
    code,
    `**${severity}**: ${sample(entry)}`,
    doc,
    "This raises it:",
    exampleText(example.bad),
    "This does not:",
    exampleText(example.good),
  );
}

/** The message that the bad example raises. */
function sample({ code, example }: CatalogueEntry): string {
  const files = filesInMemory(textsOf(example.bad));
  const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
  return diagnostics.find((each) => each.code === code)?.message ?? "";
}

function textsOf(example: Example): Readonly<Record<string, string>> {
  return typeof example === "string" ? { "webhook.iml.json": example } : example;
}

function exampleText(example: Example): string {
  return Object.entries(textsOf(example))
    .map(([name, text]) => `${code(name)}\n${codeBlock("jsonc", shortened(text))}`)
    .join("\n\n");
}

/** What is longer in one run than a reader needs to see is cut. */
function shortened(text: string): string {
  return text.replace(/(.)\1{39,}/gsu, (run, character: string) => `${character.repeat(10)}… ${run.length} times …`);
}
