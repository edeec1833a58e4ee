import {
  type Connection,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from "vscode-languageserver";
import type { Trace } from "../../runtime/why/trace.ts";
import type { AppTexts } from "../answers.ts";
import type { Evaluated } from "../evaluate.ts";
import type { Documents, OpenDocument } from "./documents.ts";
import { clientUri, type Roots, type ServedFile } from "./roots.ts";

/** Runs a webhook with one of its samples: the URI of its manifest, and the name of the sample. */
export const runCommand = "imlc.runWithSample";

/** Evaluates a template: the URI of a manifest of the app, and the template. */
export const evaluateCommand = "imlc.evaluate";

/** Answers the app of a file with all that is read of it: the URI of any of its files. */
export const textsCommand = "imlc.textsOfApp";

/** What commands are answered with, from when `ready` resolves. */
export interface CommandOptions {
  readonly documents: Documents;
  readonly roots: () => Roots | undefined;
  /** Whether the client shows by itself what a run came to. */
  readonly shows: () => boolean;
  readonly ready: Promise<unknown>;
}

/** Answers the commands of the server. */
export function answerCommands(connection: Connection, { documents, roots, shows, ready }: CommandOptions): void {
  connection.onExecuteCommand(async ({ command, arguments: [uri, argument] = [] }) => {
    await ready;
    if (command === textsCommand) return textsOf(typeof uri === "string" ? roots()?.file(uri) : undefined);
    const open = typeof uri === "string" ? documents.get(uri) : undefined;
    if (!open || typeof argument !== "string") throw failed("The file is not open.");
    switch (command) {
      case runCommand: {
        const trace = await run(open, argument);
        if (!shows()) {
          connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: told(trace) });
        }
        return trace;
      }
      case evaluateCommand:
        return evaluate(open, argument);
    }
    throw failed(`There is no command \`${command}\`.`);
  });
}

/** With the URI of its folder; null if the file is in no app. */
function textsOf(file: ServedFile | undefined): AppTexts | null {
  const texts = file?.root.service.texts(file.uri);
  return file && texts ? { ...texts, folder: clientUri(file.root, texts.folder) } : null;
}

async function run({ root, uri }: OpenDocument, sample: string): Promise<Trace> {
  const trace = await root.service.run(uri, sample);
  if (!trace) throw failed("The webhook has errors, or there is no such sample.");
  return trace;
}

async function evaluate({ root, uri }: OpenDocument, template: string): Promise<Evaluated> {
  const evaluated = await root.service.evaluate(uri, template);
  if (!evaluated) throw failed("The file belongs to no app.");
  return evaluated;
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** The story of a run in a few sentences. */
function told({ steps, items, status }: Trace): string {
  const said = [...steps, ...items.flatMap((item) => item.steps)].map((step) => step.said);
  return [...said.slice(0, 12), `Answered with ${status}.`].join(" ");
}
