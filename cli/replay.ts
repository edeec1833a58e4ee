import type { Replayed } from "../runtime/intake.ts";
import { type AnswerFormat, jsonAnswer } from "./answer.ts";
import { answerOf, askServer, type ServerAt, type ServerOptions, serverOf } from "./ask-server.ts";
import { exit, type Io } from "./io.ts";
import { storyOf } from "./why.ts";

export interface ReplayOptions extends ServerOptions {
  /** Of a request, or of something that came of one. */
  readonly id: string;
  /** Put the dead delivery of that id back instead. */
  readonly fromDead?: boolean;
  readonly format: AnswerFormat;
}

/** Has a server evaluate a kept request again, or put a delivery that was given up back into its lane. */
export async function replay({ id, fromDead = false, format, ...at }: ReplayOptions, io: Io): Promise<number> {
  const server = serverOf(at, io);
  if (fromDead) {
    const path = `/admin/dead-letters/${encodeURIComponent(id)}/redrive`;
    const redriven: { subscription: string } = await answerOf(await askServer(server, path, {}), server).json();
    io.out(format === "json" ? jsonAnswer(redriven) : `${id} waits in the lane of ${redriven.subscription} again.\n`);
    return exit.ok;
  }
  const replayed = await replayRequest(server, (await storyOf(server, id)).request.id);
  io.out(format === "json" ? jsonAnswer(replayed) : replayedText(replayed));
  return exit.ok;
}

/** Has a server evaluate a kept request again; answers what came of it. */
export async function replayRequest(server: ServerAt, request: string): Promise<Replayed> {
  const path = `/admin/requests/${encodeURIComponent(request)}/replay`;
  return answerOf(await askServer(server, path, {}), server).json();
}

/** What a replay came to, in a line. */
export function replayedText({ request, items }: Replayed): string {
  const counts = Object.entries(items).flatMap(([outcome, count]) => (count === 0 ? [] : [`${count} ${outcome}`]));
  return `Replayed as the request ${request}: ${counts.length === 0 ? "no items" : counts.join(", ")}.\n`;
}
