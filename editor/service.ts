import { parseManifest } from "../compiler/analyze.ts";
import { fixed } from "../compiler/fix.ts";
import { format } from "../compiler/format.ts";
import type { Files } from "../compiler/index.ts";
import type { Span } from "../grammar/source.ts";
import type { Trace } from "../runtime/why/trace.ts";
import { actionsFor } from "./actions.ts";
import type {
  Action,
  AppTexts,
  Completion,
  DocumentSymbol,
  FileEdits,
  Finding,
  Fold,
  Hint,
  Hover,
  Lens,
  Place,
  Renaming,
  SemanticToken,
  Signature,
  WebhookAt,
} from "./answers.ts";
import { appTexts } from "./app-texts.ts";
import { complete } from "./complete.ts";
import { definition, references } from "./definition.ts";
import type { Evaluated } from "./evaluate.ts";
import type { FindingsByFile } from "./findings.ts";
import { foldsIn } from "./folds.ts";
import { hintsIn } from "./hints.ts";
import { hover } from "./hover.ts";
import { lensesIn, webhookAt } from "./lenses.ts";
import { occurrenceAt } from "./occurrences.ts";
import { kindIn, roleOf } from "./parts.ts";
import { rename } from "./rename.ts";
import { signatureAt } from "./signature.ts";
import { createSurveyed, type Step } from "./survey.ts";
import { symbolsIn } from "./symbols.ts";
import { tokensIn } from "./tokens.ts";
import type { FileInApp } from "./workspace.ts";

/** What a service works on. */
export interface ServiceOptions {
  /** The files as they are stored; those that are open go before them. */
  readonly files: Files;
  /** The address of the page that explains findings, whose sections are called like their codes. */
  readonly docs?: string;
}

/**
 * Answers the questions of an editor. Paths are those of `files`, offsets are UTF-16 offsets of the text that was set
 * last. What was found out is kept as long as the files that it was found in say the same.
 */
export interface Service {
  /** Opens a file, or gives an open one another text. */
  set(uri: string, text: string): void;
  /** Closes a file: from now on it is read from `files`. */
  remove(uri: string): void;
  /** Stored files have changed, come or gone: those that are named, with all below them, or any. Answers whether it matters. */
  refresh(uris?: readonly string[]): boolean;

  /** Whether there is such a file, and something to say of it: not of JavaScript that is no function of an app. */
  serves(uri: string): boolean;
  /** What there is to say of a file; as long as that is the same, the same list. */
  diagnose(uri: string): readonly Finding[];
  /**
   * What `imlc check` says of all files, step by step, for who has something else to do between two steps. Of files of
   * which nothing is said there is no list; what changes meanwhile may be found only the next time.
   */
  survey(): Generator<Step, FindingsByFile>;
  complete(uri: string, offset: number): readonly Completion[];
  hover(uri: string, offset: number): Hover | undefined;
  signature(uri: string, offset: number): Signature | undefined;
  /** What is offered for a part of a file. */
  fixes(uri: string, span: Span): readonly Action[];
  /** The fixes that leave no doubt, all that can be made at once. */
  fixAll(uri: string): FileEdits;
  definition(uri: string, offset: number): readonly Place[];
  references(uri: string, offset: number): readonly Place[];
  /** What would get another name at an offset; undefined if nothing can. */
  named(uri: string, offset: number): Span | undefined;
  rename(uri: string, offset: number, name: string): Renaming;
  symbols(uri: string): readonly DocumentSymbol[];
  folds(uri: string): readonly Fold[];
  tokens(uri: string): readonly SemanticToken[];
  hints(uri: string): readonly Hint[];
  /** The edits that write expressions in the one canonical way: all of the file, or those that touch `span`. */
  format(uri: string, span?: Span): FileEdits;
  lenses(uri: string): readonly Lens[];
  /** The webhook whose communication a file is; undefined of any other file. */
  webhook(uri: string): WebhookAt | undefined;
  /** The app that a file belongs to, or lies in, with all that is read of it below its folder. */
  texts(uri: string): AppTexts | undefined;
  /**
   * What a webhook makes of a request whose body is a sample that `imlc.json` names, without secrets. Undefined if it
   * cannot be compiled.
   */
  run(uri: string, sample: string): Promise<Trace | undefined>;
  /** What a template comes to in the app of a file; the first sample of a webhook is what it reads. */
  evaluate(uri: string, template: string): Promise<Evaluated | undefined>;
}

/** A service for some files. */
export function createService({ files, docs }: ServiceOptions): Service {
  const workspace = createSurveyed(files, docs);
  const { open } = workspace;
  /** What is answered about a file; of one that is not there, nothing. */
  const about = <T>(uri: string, otherwise: T, answer: (file: FileInApp) => T): T => {
    const file = workspace.file(uri);
    return file ? answer(file) : otherwise;
  };
  return {
    set: open.set,
    remove: (uri) => {
      open.remove(uri);
      workspace.rest(uri);
    },
    refresh: open.refresh,
    serves: (uri) => workspace.file(uri) !== undefined,
    diagnose: workspace.findings,
    survey: workspace.survey,
    complete: (uri, offset) => about(uri, [], (file) => complete(file, offset)),
    hover: (uri, offset) => about(uri, undefined, (file) => hover(file, offset)),
    signature: (uri, offset) => about(uri, undefined, (file) => signatureAt(file, offset)),
    fixes: (uri, span) => about(uri, [], (file) => actionsFor(file, span, workspace.findings(uri))),
    fixAll: (uri) => about(uri, { uri, edits: [] }, fixAll),
    definition: (uri, offset) => about(uri, [], (file) => definition(file, offset)),
    references: (uri, offset) => about(uri, [], (file) => references(file, offset)),
    named: (uri, offset) => about(uri, undefined, ({ app, source }) => occurrenceAt(app, source.uri, offset)?.span),
    rename: (uri, offset, name) => about(uri, noFile, (file) => rename(file, offset, name)),
    symbols: (uri) => about(uri, [], (file) => symbolsIn(jsonOf(file))),
    folds: (uri) => about(uri, [], (file) => (isCode(file) ? [] : foldsIn(file.source.text))),
    tokens: (uri) => about(uri, [], (file) => tokensIn(jsonOf(file))),
    hints: (uri) => about(uri, [], hintsIn),
    format: (uri, span) => about(uri, { uri, edits: [] }, (file) => formatted(file, span)),
    lenses: (uri) => about(uri, [], lensesIn),
    webhook: (uri) => about(uri, undefined, webhookAt),
    texts: (uri) => appTexts(open.files, uri),
    run: async (uri, sample) => {
      const file = workspace.file(uri);
      if (!file) return undefined;
      // Only who runs something waits for the runtime.
      const { runWithSample } = await import("./run.ts");
      return runWithSample(file, sample, Date.now());
    },
    evaluate: async (uri, template) => {
      const file = workspace.file(uri);
      if (!file) return undefined;
      const { evaluateIn } = await import("./evaluate.ts");
      return evaluateIn(file, template, new Date());
    },
  };
}

const noFile: Renaming = { problem: "There is no such file." };

function isCode(file: FileInApp): boolean {
  return roleOf(file) === "code";
}

function jsonOf(file: FileInApp) {
  return isCode(file) ? undefined : parseManifest(file.source).json;
}

/** As `imlc check --fix` makes them. */
function fixAll({ app, source }: FileInApp): FileEdits {
  const { uri, text } = source;
  return { uri, edits: changes(text, fixed(source, app.diagnostics, "safe")) };
}

function formatted(file: FileInApp, span: Span | undefined): FileEdits {
  const { source } = file;
  if (isCode(file)) return { uri: source.uri, edits: [] };
  const { value: edits } = format(source, kindIn(file));
  const touches = (edit: { readonly span: Span }) =>
    !span || (edit.span.start <= span.end && span.start <= edit.span.end);
  return { uri: source.uri, edits: edits.filter(touches) };
}

/** One edit that makes a text another, as short as it can be. */
function changes(before: string, after: string): FileEdits["edits"] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [{ span: { start, end: before.length - end }, text: after.slice(start, after.length - end) }];
}
