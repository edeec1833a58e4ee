import { open } from "../../language/read.ts";
import type { CallbackScope, OAuthScope, ReplyScope } from "../../language/scopes.ts";
import type { Collection } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { Procedure, ProcedureRequest } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { outgoingUrl } from "../http/url.ts";
import type { Account } from "./account.ts";
import { accountAfter, runStep } from "./step.ts";

type Authorize = Procedure<OAuthScope, CallbackScope>;

/** Where `authorize` sends the user, with `state`; and the account, with what the step has left in `temp`. */
export async function authorizationUrl(
  context: Context,
  procedure: Authorize,
  account: Account,
  state: string,
): Promise<{ readonly url: string; readonly account: Account }> {
  const requests = procedure.requests.map(({ temp, condition, request }) => ({ temp, condition, request }));
  let wanted: string | undefined;
  const instead: Context = {
    ...context,
    // Nothing goes out: the user's browser is the one that asks.
    send: async ({ url }) => {
      wanted = url;
      return { status: 200, headers: {}, body: new Uint8Array() };
    },
  };
  const stepped = await runStep(instead, "authorize", { ...procedure, requests }, account);
  const after = accountAfter(stepped);
  if (wanted === undefined) {
    throw new RuntimeError("authorize-without-url", 422, "`authorize` has no `url`, or its `condition` is false.");
  }
  const url = outgoingUrl(wanted);
  url.searchParams.set("state", state);
  return { url: url.href, account: after };
}

/** What `authorize` makes of the request that the user comes back with, as a procedure that sends nothing. */
export function returning(
  procedure: Authorize,
  { query, headers }: { readonly query: Collection; readonly headers: CallbackScope["headers"] },
): Procedure<OAuthScope> {
  const came = { query: open(query), body: undefined, headers };
  const read = <T>(
    unit: ((scope: CallbackScope) => T) | undefined,
  ): ((scope: ReplyScope & OAuthScope) => T) | undefined => unit && ((scope) => unit({ ...scope, ...came }));
  const requests = procedure.requests.map(
    (request): ProcedureRequest<OAuthScope> => ({
      responseTemp: read(request.responseTemp),
      valid: read(request.valid),
      invalid: read(request.invalid),
      error: read(request.error),
      data: read(request.data),
      uid: read(request.uid),
      metadata: read(request.metadata),
      expires: read(request.expires),
    }),
  );
  return { ...procedure, requests };
}
