import type { Diagnostic } from "../../grammar/diagnostic.ts";
import { positions, type Source } from "../../grammar/source.ts";

/** Something that was found, and in what. */
export interface Finding {
  readonly source: Source;
  readonly found: Diagnostic;
}

/** The findings by their codes: how many, in how many files, and the first places of each. */
export function table(findings: readonly Finding[]): string {
  const groups = Object.entries(Object.groupBy(findings, ({ found }) => `${found.severity} ${found.code}`)).sort();
  return groups.map(([title, group = []]) => [row(title, group), ...places(group)].join("\n")).join("\n");
}

/** Each finding that has a message of its own once: its code, how often it occurs, and the first place. */
export function summary(findings: readonly Finding[]): string {
  const groups = Object.entries(
    Object.groupBy(findings, ({ found: { severity, code, message } }) => `${severity} ${code}: ${message}`),
  ).sort();
  return groups
    .map(([title, group = []]) => `${title}\n    ${group.length}×, ${group.slice(0, 1).map(place)}`)
    .join("\n");
}

function row(title: string, group: readonly Finding[]): string {
  const files = new Set(group.map(({ source }) => source.uri)).size;
  return `${title.padEnd(28)} ${String(group.length).padStart(5)} in ${files} ${files === 1 ? "file" : "files"}`;
}

const most = 20;

function places(group: readonly Finding[]): readonly string[] {
  const shown = group.slice(0, most).map((each) => {
    return `    ${place(each)} ${each.found.message}`;
  });
  return group.length > most ? [...shown, `    and ${group.length - most} more`] : shown;
}

function place({ source: { uri, text }, found }: Finding): string {
  const { line, column } = positions(text)(found.span.start);
  return `${uri}:${line}:${column}`;
}
