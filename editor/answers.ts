import type { Diagnostic, Edit } from "../grammar/diagnostic.ts";
import type { Span } from "../grammar/source.ts";

// What the service answers: plain data, which a worker can send. Offsets are UTF-16 offsets of the file that is named,
// paths those of the service's files, texts Markdown where it is said.

/** A place in a file. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** Edits of one file. */
export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly Edit[];
  /** There is no such file: it is made, empty, before. */
  readonly isNew?: true;
}

/** An app as the texts of its files that were read, by their paths in its folder: also samples and schemas. */
export interface AppTexts {
  readonly id: string;
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A finding of `imlc check`, and where it is explained. */
export interface Finding extends Diagnostic {
  readonly href: string | undefined;
  /** What is written for nothing: an editor fades it. */
  readonly unnecessary?: true;
}

/** What a completion stands for; an editor has a symbol for each. */
export type CompletionKind = "key" | "value" | "variable" | "field" | "function" | "keyword" | "file";

/** One thing that may stand at the cursor. */
export interface Completion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** Beside the label: the type, or the parameters. */
  readonly detail: string;
  /** Markdown. */
  readonly doc: string;
  /** What is written in place of `span`, as a snippet: `$1` and `${1:name}` are where the cursor goes on. */
  readonly snippet: string;
  readonly span: Span;
}

/** What is said of the thing under the cursor, as Markdown. */
export interface Hover {
  readonly span: Span;
  readonly text: string;
}

/** The function whose arguments are being written. */
export interface Signature {
  /** `substring(text; start; end)`, as it is shown. */
  readonly label: string;
  /** Markdown. */
  readonly doc: string;
  /** Each parameter: its part of the label, and what it takes. */
  readonly parameters: readonly { readonly label: Span; readonly doc: string }[];
  /** The number of the parameter that is being written, from 0; that of the last one for further arguments. */
  readonly active: number;
}

/** A change that is offered. */
export interface Action {
  readonly kind: "quickfix" | "rewrite" | "extract";
  readonly title: string;
  readonly edits: readonly FileEdits[];
  /** The finding that it mends. */
  readonly finding: Finding | undefined;
  /** Nothing else can have been meant. */
  readonly preferred: boolean;
}

/** The changes of a renaming, with the files and folders that get another path; or why there are none. */
export type Renaming =
  | { readonly edits: readonly FileEdits[]; readonly moves: readonly { readonly from: string; readonly to: string }[] }
  | { readonly problem: string };

/** What stands in a file, as an outline. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: "object" | "list" | "text" | "template" | "number" | "boolean" | "null";
  readonly span: Span;
  /** The key, or the value itself where it has none. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** A part of a file that can be folded away. */
export interface Fold {
  readonly kind: "region" | "comment";
  readonly span: Span;
}

/** What a piece of a template is. */
export type TokenType = "variable" | "property" | "function" | "keyword" | "string" | "number" | "operator";

/** A piece of a template. Tokens come in the order of the text, and none spans a line break. */
export interface SemanticToken {
  readonly type: TokenType;
  readonly span: Span;
}

/** A type that is shown behind what has it. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
}

/** A command that is offered above a place. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly command: "imlc.runWithSample";
  readonly arguments: readonly [uri: string, sample: string];
}

/** The webhook whose communication a file is, by the names that a server knows it by. */
export interface WebhookAt {
  readonly app: string;
  readonly webhook: string;
  /** The first character of the manifest. */
  readonly span: Span;
}
