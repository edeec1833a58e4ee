import { LSPErrorCodes, MessageType, ResponseError, ShowMessageNotification } from "vscode-languageserver";
import type { PlanView } from "../../runtime/admin/views/plan.ts";
import type { Trace } from "../../runtime/why/trace.ts";
import type { AppTexts } from "../answers.ts";
import type { Evaluated } from "../evaluate.ts";
import type { OpenDocument } from "./documents.ts";
import type { Recorded } from "./recorded.ts";
import { clientUri, type Roots, type ServedFile } from "./roots.ts";
import type { Serving } from "./serving.ts";

/** Runs a webhook with one of its samples: the URI of its manifest, and the name of the sample. */
export const runCommand = "imlc.runWithSample";

/** Evaluates a template: the URI of a manifest of the app, and the template. */
export const evaluateCommand = "imlc.evaluate";

/** Tries a manifest on the requests that a server has kept: its URI, and how many of the last ones. */
export const replayCommand = "imlc.replayRecorded";

/** Answers the app of a file with all that is read of it: the URI of any of its files. */
export const textsCommand = "imlc.textsOfApp";

/** What commands are answered with, from when `ready` resolves. */
export interface CommandOptions {
  readonly roots: () => Roots | undefined;
  /** Whether the client shows by itself what a run came to. */
  readonly shows: () => boolean;
  readonly ready: Promise<unknown>;
}

/** Answers the commands of the server. */
export function answerCommands(
  { connection, documents, recorded }: Serving,
  { roots, shows, ready }: CommandOptions,
): void {
  const tell = (message: string): void => {
    if (shows()) return;
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  };
  connection.onExecuteCommand(async ({ command, arguments: [uri, argument] = [] }) => {
    await ready;
    if (command === textsCommand) return textsOf(typeof uri === "string" ? roots()?.file(uri) : undefined);
    const open = typeof uri === "string" ? documents.get(uri) : undefined;
    if (!open) throw failed("The file is not open.");
    switch (command) {
      case runCommand: {
        const trace = await run(open, String(argument));
        tell(told(trace));
        return trace;
      }
      case replayCommand: {
        const plan = await replay(open, Number(argument), recorded());
        const { plannedSentences } = await import("../planned.ts");
        tell(
          plannedSentences(plan, (value) => value)
            .slice(0, MOST_TOLD)
            .join(" "),
        );
        return plan;
      }
      case evaluateCommand:
        return evaluate(open, String(argument));
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

async function replay(
  { root, uri, document }: OpenDocument,
  requests: number,
  recorded: Recorded | undefined,
): Promise<PlanView> {
  const webhook = root.service.webhook(uri);
  if (!webhook || !recorded) throw failed("No server is named that has kept requests of this file.");
  const plan = await recorded.compare(webhook, document.getText(), requests);
  if ("problem" in plan) throw failed(plan.problem);
  return plan;
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** So many sentences can be read in a message. */
const MOST_TOLD = 12;

/** The story of a run in a few sentences. */
function told({ steps, items, status }: Trace): string {
  const said = [...steps, ...items.flatMap((item) => item.steps)].map((step) => step.said);
  return [...said.slice(0, MOST_TOLD), `Answered with ${status}.`].join(" ");
}
