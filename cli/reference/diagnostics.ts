import { type CatalogueEntry, catalogue } from "../../compiler/index.ts";
import type { Example, Severity } from "../../grammar/diagnostic.ts";
import { exampleFinding, type FixOption, filesOf, fixOption } from "../codes.ts";
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
  const finding = exampleFinding(entry);
  const fix = fixOption(finding);
  return blocks(
    code,
    `**${severity}**: ${finding?.message ?? ""}`,
    doc,
    fix === undefined ? "" : `\`imlc check ${fix}\` ${fixes[fix]}`,
    "This raises it:",
    exampleText(example.bad),
    "This does not:",
    exampleText(example.good),
  );
}

const fixes: Readonly<Record<FixOption, string>> = {
  "--fix": "fixes it.",
  "--fix-unsafe": "makes a fix that may not be what was meant.",
};

function exampleText(example: Example): string {
  return Object.entries(filesOf(example))
    .map(([name, text]) => `${code(name)}\n${codeBlock("jsonc", shortened(text))}`)
    .join("\n\n");
}

/** What is longer in one run than a reader needs to see is cut. */
function shortened(text: string): string {
  return text.replace(/(.)\1{39,}/gsu, (run, character: string) => `${character.repeat(10)}… ${run.length} times …`);
}
