import { toText } from "../../language/conversions.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { Connection } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { leafTexts } from "../procedure/redact.ts";
import { type Account, oauthValues } from "./account.ts";
import { returning } from "./authorize.ts";
import { keepAccount } from "./keep.ts";
import type { Pending } from "./pending.ts";
import { accountAfter, runStep } from "./step.ts";

/** The request with which a user comes back. */
export interface Return {
  readonly query: Collection;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Ends an authorization: what `authorize` says of the user's return, `token`, `info`. Throws a `RuntimeError` if one of them fails. */
export async function complete(context: Context, pending: Pending, came: Return): Promise<Connection> {
  const { query } = came;
  if (query.error !== undefined) throw refused(query.error, query.error_description);
  let account = await accountOf(context, pending);
  const { authorize, token } = account.module.oauth ?? {};
  const steps = [
    ["authorize", authorize && returning(authorize, came)],
    ["token", token],
    ["info", account.module.connect],
  ] as const;
  const returned = leafTexts(query);
  for (const [step, procedure] of steps) {
    if (procedure !== undefined) account = accountAfter(await runStep(context, step, procedure, account, returned));
  }
  return keepAccount(context, account);
}

async function accountOf(context: Context, pending: Pending): Promise<Account> {
  const { id, name, parameters, learned, temp, verifier } = pending;
  const app = context.apps().find((one) => one.id === pending.app);
  const module = app?.connections[name];
  if (app === undefined || module === undefined) {
    const message = `The connection \`${name}\` of ${pending.app} is not served here any more.`;
    throw new RuntimeError("connection-unknown", 422, message);
  }
  return { app, id, name, module, parameters, learned, temp, oauth: await oauthValues(context, module, verifier) };
}

/** In the words of the service, which may be anybody's: one line of limited length. */
function refused(error: Value, description: Value): RuntimeError {
  const said = [error, description]
    .map((value) =>
      toText(value)
        .replace(/[^\P{C} ]/gu, " ")
        .trim(),
    )
    .filter(Boolean);
  return new RuntimeError("authorization-refused", 422, `The service refused: ${said.join(": ").slice(0, 500)}`);
}
