import type { Stages, UnitSpec } from "./directive.ts";
import { everythingKept } from "./directives/kept.ts";
import { kinds } from "./kinds.ts";
import { type Directives, sending } from "./sending.ts";
import { type KeyShape, type RecordShape, record, requests } from "./shape.ts";
import { stages } from "./stages.ts";

const asking = steps(stages.oauth);
const sendingOff = steps(stages.authorize);

/** The steps by which a connection gets its token from the service, and what they do, in the order of their turns. */
const declared = {
  preauthorize: { directives: asking, doc: "Prepares the authorisation." },
  authorize: {
    directives: sendingOff,
    doc: "Sends the user's browser to the service with a `state` of imlc's own; its `response` reads what the user comes back with.",
  },
  token: { directives: asking, doc: "Gets the access token." },
  info: { directives: kinds.connection, doc: "Asks the service who the user is." },
  refresh: {
    directives: asking,
    doc: "Renews the access token, before the connection is used: if its `condition` is true, or the connection expires within five minutes.",
  },
  invalidate: { directives: asking, doc: "Gives the access token back when the connection is removed." },
} satisfies Record<string, { readonly directives: Directives; readonly doc: string }>;

export type OauthStep = keyof typeof declared;

/** The names of the steps, in the order of their turns. */
export const oauthSteps: readonly OauthStep[] = Object.keys(declared).filter(isStep);

const inStep = "Requests of an OAuth connection stand under their steps, such as `info`.";

/** An OAuth connection has its requests one level deeper: a request for each step. */
export const oauthRoot: RecordShape = record(
  Object.fromEntries(
    Object.entries(declared).map(([name, { directives, doc }]): [string, KeyShape] => [
      name,
      { shape: name === "info" ? requests(directives.root) : directives.root, doc },
    ]),
  ),
  { elsewhere: Object.fromEntries(Object.keys(kinds.connection.root.fields).map((key) => [key, inStep])) },
);

/** The units of each step. */
export const oauthUnits: ReadonlyMap<string, readonly UnitSpec[]> = new Map(
  Object.entries(declared).map(([name, { directives }]) => [name, directives.units]),
);

function steps(at: Stages): Directives {
  return sending(at, everythingKept, { baseUrl: "A connection inherits nothing: give the whole `url`." });
}

function isStep(name: string): name is OauthStep {
  return Object.hasOwn(declared, name);
}
