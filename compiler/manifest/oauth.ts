import { t } from "../../language/types.ts";
import type { Stages, UnitSpec } from "./directive.ts";
import { everythingKept } from "./directives/kept.ts";
import { requestOptions } from "./directives/request-options.ts";
import { kinds } from "./kinds.ts";
import { type Directives, sending } from "./sending.ts";
import { type KeyShape, type RecordShape, record, refused, requests } from "./shape.ts";
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

const noOauth1 = "connections by OAuth 1 are not made";

/** What a connection by OAuth 1 has of its own; `authorize` and `info` it has, too. */
const ofOauth1 = {
  requestToken: {
    directives: asking,
    key: { shape: refused(noOauth1, asking.root), doc: "Gets the token with which the user is asked, by OAuth 1." },
  },
  accessToken: {
    directives: asking,
    key: { shape: refused(noOauth1, asking.root), doc: "Gets the access token, by OAuth 1." },
  },
};

/** It stands beside the steps, and in single requests, so it does not tell that there are steps. */
const signing: KeyShape = { shape: requestOptions.oauth.shape, doc: "Signs the requests of all steps by OAuth 1." };

const inStep = "Requests of an OAuth connection stand under their steps, such as `info`.";

/** An OAuth connection has its requests one level deeper: a request for each step. */
export const oauthRoot: RecordShape = record(
  Object.fromEntries([
    ...Object.entries(declared).map(([name, { directives, doc }]): [string, KeyShape] => [
      name,
      { shape: name === "info" ? requests(directives.root) : directives.root, doc },
    ]),
    ...Object.entries(ofOauth1).map(([name, { key }]): [string, KeyShape] => [name, key]),
    ["oauth", signing],
  ]),
  { elsewhere: Object.fromEntries(Object.keys(kinds.connection.root.fields).map((key) => [key, inStep])) },
);

/** The units of each step. */
export const oauthUnits: ReadonlyMap<string, readonly UnitSpec[]> = new Map([
  ...Object.entries({ ...declared, ...ofOauth1 }).map(([name, { directives }]) => [name, directives.units] as const),
  ["oauth", [{ from: [], scope: stages.oauth.request, want: t.any }]],
]);

/** Whether a key tells that the requests of a connection stand under steps. */
export function namesStep(key: string): boolean {
  return Object.hasOwn(declared, key) || Object.hasOwn(ofOauth1, key);
}

function steps(at: Stages): Directives {
  return sending(at, everythingKept, { baseUrl: "A connection inherits nothing: give the whole `url`." });
}

function isStep(name: string): name is OauthStep {
  return Object.hasOwn(declared, name);
}
