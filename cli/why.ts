import type { Why } from "../runtime/why/why.ts";
import { type AnswerFormat, jsonAnswer } from "./answer.ts";
import { answerOf, askServer, type ServerAt, type ServerOptions, serverOf } from "./ask-server.ts";
import { exit, type Io } from "./io.ts";
import { manifestsUnder } from "./why/manifests.ts";
import { storyText } from "./why/story.ts";

export interface WhyOptions extends ServerOptions {
  /** Of a request, an item, a delivery, a dead letter or an unowned item. */
  readonly id: string;
  /** Where the manifests may be, of which lines are shown. */
  readonly paths: readonly string[];
  readonly format: AnswerFormat;
}

/** Tells what became of something that a running server took, step by step. */
export async function why({ id, paths, format, ...at }: WhyOptions, io: Io): Promise<number> {
  const story = await storyOf(serverOf(at, io), id);
  io.out(format === "json" ? jsonAnswer(story) : storyText(story, manifestsUnder(paths, io.cwd), io.color));
  return exit.ok;
}

/** What a server tells of an id, whatever it is the id of. */
export async function storyOf(server: ServerAt, id: string): Promise<Why> {
  const path = (kind: string): string => `/admin/${kind}/${encodeURIComponent(id)}/why`;
  for (const kind of ["deliveries", "items"]) {
    const answer = await askServer(server, path(kind));
    if (answer.kind !== "refused" || answer.status !== 404) return answerOf(answer, server).json();
  }
  return answerOf(await askServer(server, path("requests")), server).json();
}
