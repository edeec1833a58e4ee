import { styleText } from "node:util";
import type { Diagnostic, Severity } from "../grammar/diagnostic.ts";
import { type Position, positions, type Span } from "../grammar/source.ts";

export const formats = ["pretty", "json", "github"] as const;
export type Format = (typeof formats)[number];

/** What a check found, with the text of every file that was read, by its path. */
export interface Findings {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly milliseconds: number;
}

/** The findings as text in one of the formats; ends with a line break. */
export function report(findings: Findings, format: Format, color: boolean): string {
  switch (format) {
    case "pretty":
      return pretty(findings, color);
    case "json":
      return json(findings);
    case "github":
      return github(findings);
  }
}

/** The version of the JSON report; it changes when a member changes its meaning or goes. */
const schemaVersion = 1;

interface Range {
  readonly start: Position & { readonly offset: number };
  readonly end: Position & { readonly offset: number };
}

function json({ files, diagnostics }: Findings): string {
  const range = ranges(files);
  const body = {
    schemaVersion,
    files: [...files.keys()],
    diagnostics: diagnostics.map(({ code, severity, message, uri, span, related, fix }) => ({
      code,
      severity,
      message,
      file: uri,
      range: range(uri, span),
      related: related?.map((place) => ({
        message: place.message,
        file: place.uri,
        range: range(place.uri, place.span),
      })),
      fix: fix && {
        title: fix.title,
        edits: fix.edits.map((edit) => ({ range: range(uri, edit.span), text: edit.text })),
      },
    })),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** Workflow commands, by which GitHub shows findings beside the changed lines. */
function github({ files, diagnostics }: Findings): string {
  const range = ranges(files);
  const kinds: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", hint: "notice" };
  const value = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string): string => value(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return diagnostics
    .map(({ code, severity, message, uri, span }) => {
      const { start, end } = range(uri, span);
      const place = `file=${property(uri)},line=${start.line},endLine=${end.line},col=${start.column},endColumn=${end.column}`;
      return `::${kinds[severity]} ${place},title=${property(code)}::${value(message)}\n`;
    })
    .join("");
}

function pretty(findings: Findings, color: boolean): string {
  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    color ? styleText(format, text, { validateStream: false }) : text;
  const tones = { error: "red", warning: "yellow", hint: "cyan" } as const;
  const range = ranges(findings.files);
  const blocks = findings.diagnostics.map((found) => {
    const { start, end } = range(found.uri, found.span);
    const head = `${found.uri}:${start.line}:${start.column} ${style(tones[found.severity], found.severity)} ${style("bold", found.code)}`;
    const frame = codeFrame(findings.files.get(found.uri) ?? "", start, end, (text) =>
      style(tones[found.severity], text),
    );
    const related = (found.related ?? []).map((place) => {
      const at = range(place.uri, place.span).start;
      return `  see ${place.uri}:${at.line}:${at.column}: ${place.message}`;
    });
    const fix = found.fix ? [`  ${style("green", "fix:")} ${found.fix.title}`] : [];
    return [head, `  ${found.message}`, "", ...frame, ...related, ...fix, ""].join("\n");
  });
  return [...blocks, `${summary(findings)}\n`].join("\n");
}

/** The line of `start` with the one before it, and the span underlined; a span of several lines ends with its first. */
function codeFrame(text: string, start: Position, end: Position, mark: (text: string) => string): string[] {
  const lines = text.split("\n");
  const width = String(start.line).length;
  const show = (line: number, gutter: string): string =>
    `  ${gutter} ${String(line).padStart(width)} | ${clean(lines[line - 1] ?? "")}`;
  const length =
    end.line === start.line ? end.column - start.column : (lines[start.line - 1] ?? "").length - start.column + 1;
  const underline = `    ${" ".repeat(width)} | ${" ".repeat(start.column - 1)}${mark("^".repeat(Math.max(1, length)))}`;
  return [...(start.line > 1 ? [show(start.line - 1, " ")] : []), show(start.line, ">"), underline];
}

/** Tabs as one blank, so that the marks stand below what they mean; control characters cannot drive the terminal. */
function clean(line: string): string {
  return line.replace(/\p{Cc}/gu, " ");
}

function summary({ files, diagnostics, milliseconds }: Findings): string {
  const count = (severity: Severity): number => diagnostics.filter((found) => found.severity === severity).length;
  const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
  const found = (["error", "warning", "hint"] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => plural(count(severity), severity));
  return `${plural(files.size, "file")} checked in ${Math.round(milliseconds)} ms: ${found.length > 0 ? found.join(", ") : "nothing to report"}.`;
}

function ranges(files: ReadonlyMap<string, string>): (uri: string, span: Span) => Range {
  const indexes = new Map<string, (offset: number) => Position>();
  const index = (uri: string): ((offset: number) => Position) => {
    const known = indexes.get(uri) ?? positions(files.get(uri) ?? "");
    indexes.set(uri, known);
    return known;
  };
  return (uri, { start, end }) => ({
    start: { ...index(uri)(start), offset: start },
    end: { ...index(uri)(end), offset: end },
  });
}
