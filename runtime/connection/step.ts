import type { OAuthScope } from "../../language/scopes.ts";
import type { Context } from "../context.ts";
import type { Procedure } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { type Refused, runProcedure } from "../procedure/run.ts";
import { type Account, accountScope, secretsOf } from "./account.ts";
import { learnMore } from "./learned.ts";

/** How a step of a connection ended. */
export type Stepped =
  /** Not `asked`: the step's condition was false. */
  { readonly kind: "done"; readonly account: Account; readonly asked: boolean } | Refused;

/** What asking a service needs. */
export type Asking = Pick<Context, "send" | "clock" | "log" | "tracer" | "common" | "publicUrl">;

/** Runs one step of a connection; `more` are texts, besides those of the account, that nobody may see. */
export async function runStep(
  context: Asking,
  name: string,
  procedure: Procedure<OAuthScope>,
  account: Account,
  more: readonly string[] = [],
): Promise<Stepped> {
  const { send, clock, log, tracer } = context;
  const outcome = await runProcedure({
    name,
    procedure,
    scope: accountScope(context, account),
    send,
    clock,
    log,
    tracer,
    about: { app: account.app.id, connection: account.id },
    secrets: [...secretsOf(context, account), ...more],
  });
  switch (outcome.kind) {
    case "done":
      return {
        kind: "done",
        account: { ...account, learned: learnMore(account.learned, outcome), temp: outcome.temp },
        asked: true,
      };
    case "skipped":
      return { kind: "done", account, asked: false };
    case "failed":
      return outcome;
  }
}

/** The account after a step, or a `RuntimeError` with the step's failure: 502 if trying again may help, else 422. */
export function accountAfter(stepped: Stepped): Account {
  if (stepped.kind === "done") return stepped.account;
  const { failure, transient } = stepped;
  throw new RuntimeError(failure.code, transient ? 502 : 422, failure.message);
}
