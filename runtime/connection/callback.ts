import type { Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { Connection } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { parseForm } from "../form.ts";
import type { RawRequest, Reply } from "../http/message.ts";
import { alone } from "./alone.ts";
import { complete, type Return } from "./complete.ts";
import { type Pending, takePending } from "./pending.ts";

/** Runs what concerns one connection after whatever else concerns it. */
export type Alone = <T>(app: string, id: string, task: () => Promise<T>) => Promise<T>;

/** Takes a user back from a service: ends the authorization of the state that comes along, and says how, once. */
export async function callback(context: Context, request: RawRequest): Promise<Reply> {
  if (request.method !== "GET") throw new RuntimeError("method-not-allowed", 405, "A user comes back with GET.");
  const search = request.url.split("?").slice(1).join("?");
  const came: Return = { query: parseForm(search), headers: request.headers };
  const pending = await pendingOf(context, came.query.state);
  if (pending === undefined) return page(400, UNKNOWN);
  const { app, id, redirect } = pending;
  try {
    const connection = await alone(context, app, id, () => complete(context, pending, came));
    return redirect === undefined ? page(200, welcome(connection)) : sendTo(redirect, { connection: id });
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    const { code, status, message } = error;
    context.log("warn", "authorization-failed", { app, connection: id, code });
    return redirect === undefined
      ? page(status, failed(pending, message))
      : sendTo(redirect, { connection: id, error: code });
  }
}

async function pendingOf(context: Context, state: Value): Promise<Pending | undefined> {
  return typeof state === "string" && state !== "" ? takePending(context, state) : undefined;
}

const UNKNOWN =
  "This authorization is not known: it was used before, or more than 10 minutes have passed since it began. Begin again.";

function welcome({ id, app, uid }: Connection): string {
  const done = `The connection ${id} of ${app} is ready. You can close this page.`;
  if (uid !== undefined) return done;
  return `${done}\nIt has no uid, so it cannot carry a subscription: no event could be told to be its own.`;
}

function failed({ id, app }: Pending, message: string): string {
  return `The connection ${id} of ${app} was not made: ${message}`;
}

/** Plain text, so that nothing that a service or a user has written is run by a browser. */
function page(status: number, text: string): Reply {
  return { status, headers: { ...PRIVATE, "content-type": "text/plain; charset=utf-8" }, body: `${text}\n` };
}

function sendTo(redirect: string, outcome: Readonly<Record<string, string>>): Reply {
  const url = new URL(redirect);
  for (const [name, value] of Object.entries(outcome)) url.searchParams.set(name, value);
  return { status: 303, headers: { ...PRIVATE, location: url.href }, body: "" };
}

/** The address of this page has a code in it that nobody else should see. */
const PRIVATE = { "cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff" };
