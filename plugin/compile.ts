import { dirname, resolve } from "node:path";
import { filesOnDisk, onlyUtf8 } from "../cli/files.ts";
import { Misuse } from "../cli/io.ts";
import { codeFrame } from "../cli/report/pretty.ts";
import { ranges } from "../cli/report/ranges.ts";
import { declarationPath } from "../compiler/generate/declaration.ts";
import { type WebhookCode, webhookModule } from "../compiler/generate/webhook-module.ts";
import { analyzeProject, type Files, findProject, type ProjectAnalysis } from "../compiler/index.ts";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import { type Recorded, recorded } from "./recorded.ts";

/** What a manifest that is imported comes to. */
export interface Compiled extends Pick<Recorded, "read" | "folders"> {
  /** Undefined if there are errors. */
  readonly code: WebhookCode | undefined;
  /** The file in which TypeScript looks for the types of the import. */
  readonly declarationPath: string;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** What is to be said of a place; lines and columns count from 1. */
export interface Finding {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The place as it stands in the file, with what is meant underlined. */
  readonly frame: string;
}

/** Compiles the webhook whose communication is a file of the disk, with all that its app has to say about it. */
export function compileWebhook(file: string): Compiled {
  const { files, read, folders } = recorded(filesOnDisk(dirname(file)));
  return { ...outcomeOf(file, onlyUtf8(files, Misuse)), declarationPath: declarationPath(file), read, folders };
}

type Outcome = Pick<Compiled, "code" | "errors" | "warnings">;

function outcomeOf(file: string, files: Files): Outcome {
  try {
    return analyzed(file, files);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return { code: undefined, errors: [ofFile(file, error.message)], warnings: [] };
  }
}

function analyzed(file: string, files: Files): Outcome {
  const apps = findProject(files, [file]).apps.map((app) => ({ ...app, only: undefined }));
  const analysis = analyzeProject({ apps, missing: [], unread: [] }, files);
  const said = (severity: Diagnostic["severity"]) =>
    analysis.diagnostics.filter((each) => each.severity === severity).map(findingIn(analysis));
  const errors = said("error");
  const [app] = analysis.apps;
  const code = app && errors.length === 0 ? webhookModule(app, file, analysis.texts) : undefined;
  return { code, errors: code || errors.length > 0 ? errors : [ofFile(file, notShared)], warnings: said("warning") };
}

function findingIn({ texts }: ProjectAnalysis): (found: Diagnostic) => Finding {
  const range = ranges(texts);
  return ({ uri, span, code, message }) => {
    const place = range(uri, span);
    const frame = codeFrame(texts.get(uri) ?? "", place, (text) => text).join("\n");
    return { message: `${message} (${code})`, file: resolve(uri), ...place.start, frame };
  };
}

const notShared =
  "This file is not the communication of a shared webhook, so there is nothing that could be imported: import the manifest that has the `uid`.";

/** What is to be said of a file as a whole. */
function ofFile(file: string, message: string): Finding {
  return { message, file, line: 1, column: 1, frame: "" };
}
