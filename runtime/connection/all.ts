import type { Context } from "../context.ts";
import type { Connection } from "../engine/engine.ts";

/** Every connection, or those of one app, newest first, in pages. */
export async function* connectionsOf({ engine }: Context, app?: string): AsyncGenerator<Connection> {
  let before: number | undefined;
  for (;;) {
    const page = await engine.connections({ app, limit: PAGE, before });
    yield* page;
    if (page.length < PAGE) return;
    before = page.at(-1)?.seq;
  }
}

const PAGE = 200;
