import { createBackend } from "./backend/backend.ts";
import type { Answer, Answering, Call } from "./backend/call.ts";
import { presetOf } from "./backend/presets.ts";

const chat = import.meta.glob<string>("../../examples/chat/*.json", { query: "?raw", import: "default", eager: true });
const github = import.meta.glob<string>("../../cli/init/templates/github-app/**/*.json", {
  query: "?raw",
  import: "default",
  eager: true,
});
const minimal = import.meta.glob<string>("../../cli/init/templates/minimal/**/*.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

const answering: Answering = {
  ...createBackend(),
  presets: () => [
    presetOf("Chat: handshake and batch", "chat", below("examples/chat/", chat)),
    presetOf("GitHub App: signed and typed", "github-app", below("templates/github-app/", github)),
    presetOf("Minimal", "minimal", below("templates/minimal/", minimal)),
  ],
};

addEventListener("message", async ({ data }: MessageEvent<Call>) => {
  postMessage(await answerTo(data));
});

async function answerTo({ id, method, parameters }: Call): Promise<Answer> {
  // The page's side of a call is typed by the same table.
  const called = answering[method] as (...parameters: readonly unknown[]) => unknown;
  try {
    return { id, kind: "value", value: await called(...parameters) };
  } catch (error) {
    return { id, kind: "problem", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Files by their paths below a folder of the repository. */
function below(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path.split(folder)[1] ?? path, text]));
}
