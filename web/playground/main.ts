import { byId } from "../shared/element.ts";
import { applyTheme } from "../shared/theme.ts";
import { connect } from "./client.ts";
import { givenPlayground } from "./given.ts";
import { playgroundOf } from "./playground.ts";
import { fromFragment } from "./share.ts";
import { startPlayground } from "./start.ts";

applyTheme();
const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
worker.addEventListener("error", ({ message }) => tellProblem(message));
// Whoever pastes a link into the address, or goes back to what was there before, wants to see it.
addEventListener("hashchange", () => location.reload());
addEventListener("unhandledrejection", ({ reason }) => tellProblem(String(reason)));
void start();

async function start(): Promise<void> {
  const backend = connect(worker);
  const presets = await backend.presets();
  const [preset] = presets;
  const fragment = location.hash.slice(1);
  const brought = (await fromFragment(fragment)) ?? (await givenPlayground(fragment));
  const first = brought ?? (preset && playgroundOf(preset));
  if (first) await startPlayground(first, presets, backend);
}

/** What should never happen is seen all the same, so that nobody waits for an answer. */
function tellProblem(message: string): void {
  const problem = byId("problem");
  problem.textContent = `The playground has a bug and cannot go on. Reload the page to begin anew. (${message})`;
  problem.hidden = false;
}
