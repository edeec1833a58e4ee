import type { Recorded, ServerNamed } from "../editor/lsp/recorded.ts";
import type { PageView } from "../runtime/admin/paging.ts";
import { askServer, serverOf } from "./ask-server.ts";
import type { Io } from "./io.ts";
import { USUAL_STORE } from "./server.ts";

/** What a running server has kept, for an editor that knows where it is. */
export function recordedAt({ url, store = USUAL_STORE }: ServerNamed, io: Pick<Io, "cwd" | "env">): Recorded {
  const server = () => serverOf({ url, store }, io);
  /** Counts by their paths: an editor asks with each change of a text. */
  const known = new Map<string, { readonly count: Promise<number>; readonly until: number }>();
  const countAt = async (path: string): Promise<number> => {
    try {
      const answer = await askServer(server(), path, undefined, AbortSignal.timeout(PATIENCE));
      if (answer.kind !== "done") return 0;
      const { items }: PageView<unknown> = await answer.response.json();
      return items.length;
    } catch {
      // What is offered beside the text is not worth a complaint with each of its changes.
      return 0;
    }
  };
  return {
    count({ app, webhook }) {
      const path = `/admin/requests?${new URLSearchParams({ app, webhook, limit: String(MOST) })}`;
      const before = known.get(path);
      if (before && performance.now() < before.until) return before.count;
      const count = countAt(path);
      known.set(path, { count, until: performance.now() + FRESH });
      return count;
    },
    async compare({ app, webhook }, text, requests) {
      const path = `/admin/apps/${encodeURIComponent(app)}/webhooks/${encodeURIComponent(webhook)}/plan`;
      const answer = await askServer(server(), path, { text, requests });
      switch (answer.kind) {
        case "done":
          return answer.response.json();
        case "silent":
          return { problem: `No server answers at ${url}.` };
        case "refused":
          return { problem: `The server at ${url} refused: ${answer.reason}` };
      }
    },
  };
}

/** How many requests are compared at once: so many that it takes no longer than one would wait for it. */
const MOST = 100;

/** Milliseconds that an editor waits for a count. */
const PATIENCE = 1_000;

/** Milliseconds for which a count holds. */
const FRESH = 5_000;
