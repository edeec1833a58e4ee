import type { Findings } from "./findings.ts";
import type { Format } from "./formats.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { pretty } from "./pretty.ts";
import { sarif } from "./sarif.ts";
import { stylish } from "./stylish.ts";

const reports: Readonly<Record<Format, (findings: Findings, color: boolean) => string>> = {
  pretty,
  stylish,
  json,
  sarif,
  github,
  gitlab,
  junit,
};

/** The findings as text in one of the formats. */
export function report(findings: Findings, format: Format, color: boolean): string {
  return reports[format](findings, color);
}
