import type { AppModule } from "../runtime/contract.ts";
import type { RunningServer } from "../runtime/node.ts";
import type { Io } from "./io.ts";
import { plural } from "./report/summary.ts";
import type { settingsOf } from "./settings.ts";
import type { Watched } from "./watch.ts";

/** What files come to. */
export interface Compiled {
  readonly apps: readonly AppModule[];
  readonly settings: ReturnType<typeof settingsOf>;
}

/** What is served, and by whom. */
export interface Reloading {
  readonly server: RunningServer;
  readonly watched: Watched;
  /** What the files compile to now; undefined if they have errors, of which it has told. */
  readonly compile: () => Promise<Compiled | undefined>;
  /** Those with which the server was started, and which hold for as long as it runs. */
  readonly settings: Compiled["settings"];
}

/** Serves what the files say after each change, until `stopped`. Files that cannot be served change nothing. */
export async function reload(
  { server, watched, compile, settings }: Reloading,
  stopped: Promise<void>,
  { err }: Pick<Io, "err">,
): Promise<void> {
  const changes = async (): Promise<boolean> =>
    Promise.race([watched.change().then(() => true), stopped.then(() => false)]);
  err(`imlc: watching ${watched.folders()}.\n`);
  while (await changes()) {
    try {
      const compiled = await compile();
      if (compiled === undefined) err("imlc: until that is mended, what was served before is served on.\n");
      else {
        const { apps } = compiled;
        server.replace(apps);
        err(`imlc: serving ${plural(apps.length, "app")} as of now, ${new Date().toLocaleTimeString("en-GB")}.\n`);
        if (JSON.stringify(compiled.settings) !== JSON.stringify(settings)) {
          err(
            "imlc: `server`, `deliver` and `store` in `imlc.json` hold as they were at the start, until the next one.\n",
          );
        }
      }
    } catch (error) {
      // Whatever it is, those whose requests come in meanwhile have nothing to do with it.
      err(`imlc: the change is not served: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}
