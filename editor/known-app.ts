import { type AppAnalysis, analyzeApp, type Files } from "../compiler/index.ts";
import type { App } from "../compiler/project/app.ts";
import { type NamedApp, namedApp } from "../compiler/project/duplicates.ts";
import { sourcesOf } from "../compiler/project/sources.ts";
import type { Source } from "../grammar/source.ts";
import { findingsByFile } from "./diagnose.ts";
import type { FindingsByFile } from "./findings.ts";

/** What is known of an app: what there is to say of its files and, as long as one of them is asked about, all. */
export interface KnownApp {
  readonly named: NamedApp;
  /** Its files that were read. */
  readonly uris: readonly string[];
  readonly findings: FindingsByFile;
  readonly details: AppDetails | undefined;
}

/** All that is known of an app, and the texts that it was found in. */
export interface AppDetails {
  readonly analysis: AppAnalysis;
  readonly sources: ReadonlyMap<string, Source>;
}

/** Analyses an app. */
export function knownApp(app: App, files: Files, docs: string | undefined): KnownApp {
  const sources = new Map(sourcesOf(app).map((source) => [source.uri, source]));
  const analysis = analyzeApp({ ...app, only: undefined }, files);
  return {
    named: namedApp(app),
    uris: [...sources.keys()],
    findings: findingsByFile(analysis.diagnostics, docs),
    details: { analysis, sources },
  };
}
