import type { App } from "../app.ts";
import { CALLBACK_PATH } from "../connection/account.ts";
import { RuntimeError } from "../errors.ts";
import { hookUrl } from "../ledger/party.ts";
import { refusal } from "../receive/reply.ts";
import type { Receiver } from "./receiver.ts";

/** What of an app the world may ask: shared URLs and the way back from an authorization, but nothing that administers. */
export function sharedUrls(app: App): Receiver {
  return {
    async fetch(request) {
      const [path = ""] = request.url.split("?", 1);
      return path === CALLBACK_PATH || path.startsWith(HOOKS) ? app.fetch(request) : NOT_FOUND;
    },
  };
}

const HOOKS = hookUrl("", "", "").replace(/\/+$/, "/");

const NOT_FOUND = refusal(new RuntimeError("not-found", 404, "There is nothing at this address."));
