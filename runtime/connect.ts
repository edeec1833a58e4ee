import { toJson } from "../language/json.ts";
import { isCollection } from "../language/kinds.ts";
import { open } from "../language/read.ts";
import type { ConnectionScope } from "../language/scopes.ts";
import type { Collection, Value } from "../language/values.ts";
import type { Context } from "./context.ts";
import type { AppModule } from "./contract.ts";
import type { Connection } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import { newId } from "./id.ts";
import { leafTexts } from "./procedure/redact.ts";
import { type Done, runProcedure } from "./procedure/run.ts";
import { uidText } from "./receive/uid.ts";
import { sealConnection } from "./stored.ts";

export interface NewConnection {
  readonly app: AppModule;
  readonly id: string;
  /** Which of the app's connection manifests; may be left out where there is one. */
  readonly connection?: string;
  readonly parameters: Collection;
  readonly data: Collection;
  /** Given: the connection is registered as it is, and the service is not asked. */
  readonly uid?: Value;
}

/** Creates or replaces a connection: registers what is known of it, or asks the service by the app's connection manifest. */
export async function connect(context: Context, wanted: NewConnection): Promise<Connection> {
  const { app, id, parameters } = wanted;
  const name = manifestName(wanted);
  const learned = wanted.uid === undefined ? await ask(context, wanted, name) : known(wanted.uid);
  const now = context.clock.now();
  const connection: Connection = {
    app: app.id,
    id,
    connection: name,
    uid: learned.uid,
    secret: await sealConnection(context.secrets, { parameters, data: { ...wanted.data, ...learned.data } }),
    metadata: learned.metadata,
    expires: learned.expires,
    createdAt: now,
    updatedAt: now,
  };
  const { lanes } = await context.engine.putConnection(connection);
  context.wake(lanes);
  return (await context.engine.connection(app.id, id)) ?? connection;
}

interface Learned {
  readonly uid?: string;
  readonly data: Collection;
  readonly metadata?: string;
  readonly expires?: number;
}

function known(declared: Value): Learned {
  const uid = uidText(declared);
  if (uid !== undefined) return { uid, data: {} };
  throw new RuntimeError("uid-shape", 400, "`uid` must be a text that is not empty, or an integer.");
}

async function ask(
  context: Context,
  { app, id, parameters, data }: NewConnection,
  name: string | undefined,
): Promise<Learned> {
  const procedure = name === undefined ? undefined : app.connections[name];
  if (name === undefined || procedure === undefined) {
    throw new RuntimeError(
      "uid-required",
      422,
      `The app ${app.id} has no connection manifest that could ask for it: give \`uid\`.`,
    );
  }
  const both = { ...parameters, ...data };
  const kept = open(both);
  const scope: ConnectionScope = {
    parameters: kept,
    connection: kept,
    data: kept,
    common: {},
    temp: {},
    now: new Date(context.clock.now()),
    executionId: newId(context.clock.now()),
    environment: { timezone: "UTC" },
  };
  const { send, log } = context;
  const about = { app: app.id, connection: id };
  const outcome = await runProcedure({ name: "connect", procedure, scope, send, log, about, secrets: leafTexts(both) });
  switch (outcome.kind) {
    case "done":
      return learn(outcome);
    case "skipped":
      return { data: {} };
    case "failed":
      throw new RuntimeError(outcome.failure.code, outcome.transient ? 502 : 422, outcome.failure.message);
  }
}

function learn({ uid, data, metadata, expires }: Done): Learned {
  return {
    uid: uidText(uid),
    data: isCollection(data) ? data : {},
    metadata: metadata === undefined || metadata === null ? undefined : toJson(metadata),
    expires: instantOf(expires),
  };
}

/** Epoch milliseconds of what `response.expires` gave: a date, milliseconds, or a text that says a date. */
function instantOf(expires: Value): number | undefined {
  if (!(expires instanceof Date || typeof expires === "number" || typeof expires === "string")) return undefined;
  const time = new Date(expires).getTime();
  return Number.isNaN(time) ? undefined : time;
}

function manifestName({ app, connection }: NewConnection): string | undefined {
  const names = Object.keys(app.connections);
  if (connection === undefined) {
    if (names.length <= 1) return names[0];
    throw new RuntimeError(
      "connection-ambiguous",
      422,
      `Say which connection of ${app.id} it is: ${names.join(", ")}.`,
    );
  }
  if (names.includes(connection)) return connection;
  const there = names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`;
  throw new RuntimeError("connection-unknown", 422, `The app ${app.id} has no connection \`${connection}\`. ${there}`);
}
