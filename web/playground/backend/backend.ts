import { filesInMemory } from "../../../compiler/index.ts";
import type { FileEdits } from "../../../editor/answers.ts";
import { isCode, isServed } from "../../../editor/served.ts";
import { createService, type Service } from "../../../editor/service.ts";
import type { Span } from "../../../grammar/source.ts";
import type { Language } from "../languages.ts";
import type { CallOutcome, Outcome, Playground } from "../playground.ts";
import { callsOf } from "./calls.ts";
import type { Texts } from "./compiled.ts";
import { type ExplainedFinding, explained } from "./explained.ts";
import { generatedOf, type ShownFile } from "./generated.ts";
import { run } from "./run.ts";

/** What the page asks its worker: the language service, and the run of a request. Arguments and answers are plain data. */
export type Backend = Pick<Service, "complete" | "hover" | "signature" | "format" | "definition" | "folds"> & {
  /** Begins with the files of an app; what was there before is gone. */
  open(app: string, files: Texts): void;
  /** Gives a file another text. */
  set(uri: string, text: string): void;
  /** The findings of all files. */
  findings(): readonly ExplainedFinding[];
  fixes(uri: string, span: Span): ReturnType<Service["fixes"]>;
  /** The fixes of all files that leave no doubt. */
  fixAll(): readonly FileEdits[];
  generated(language: Language): Promise<readonly ShownFile[]>;
  calls(owners: Playground["owners"], service: Playground["service"]): Promise<readonly CallOutcome[]>;
  run(
    request: Playground["request"],
    owners: Playground["owners"],
    answers: Playground["service"]["answers"],
  ): Promise<Outcome>;
};

/** A backend without files. */
export function createBackend(): Backend {
  let app = "app";
  let files = new Map<string, string>();
  let service = serviceOf(app, files);
  return {
    open(name, texts) {
      app = name;
      files = new Map(Object.entries(texts));
      service = serviceOf(app, files);
    },
    set(uri, text) {
      files.set(uri, text);
      service.set(uri, text);
    },
    findings: () =>
      [...written(files).keys()].filter(isManifest).flatMap((uri) => service.diagnose(uri).map(explained)),
    complete: (uri, offset) => service.complete(uri, offset),
    hover: (uri, offset) => service.hover(uri, offset),
    signature: (uri, offset) => service.signature(uri, offset),
    fixes: (uri, span) => service.fixes(uri, span),
    format: (uri) => service.format(uri),
    definition: (uri, offset) => service.definition(uri, offset),
    folds: (uri) => service.folds(uri),
    fixAll: () =>
      [...written(files).keys()]
        .filter(isManifest)
        .map((uri) => service.fixAll(uri))
        .filter(({ edits }) => edits.length > 0),
    generated: (language) => generatedOf(app, Object.fromEntries(written(files)), language),
    calls: (owners, scripted) => callsOf(app, Object.fromEntries(written(files)), owners, scripted, Date.now()),
    run: (request, owners, answers) =>
      run(app, Object.fromEntries(written(files)), request, owners, answers, Date.now()),
  };
}

function serviceOf(app: string, files: ReadonlyMap<string, string>): Service {
  const service = createService({ files: filesInMemory(Object.fromEntries(written(files)), app) });
  for (const [uri, text] of files) service.set(uri, text);
  return service;
}

/** Whether there is something to say of a file; samples are only read. */
function isManifest(uri: string): boolean {
  return isServed(uri) || isCode(uri);
}

/** Files that say something. */
function written(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].filter(([, text]) => text.trim() !== ""));
}
