import type { Stages, UnitSpec } from "./directive.ts";
import { everythingKept } from "./directives/kept.ts";
import { responseKey } from "./directives/response.ts";
import { kinds, oneRequest } from "./kinds.ts";
import { checkedKeeping, checkedSending, sending } from "./sending.ts";
import { ignored, type KeyShape, type RecordShape, record, requests } from "./shape.ts";
import { stages } from "./stages.ts";

const stepRoot = checkedSending({ response: responseKey(checkedKeeping) });

/** The steps by which a connection gets its token from the service. imlc is given the token and runs `info` alone. */
const steps = {
  preauthorize: step("Prepares the authorisation."),
  authorize: step("Sends the user to the service; its `response` reads what the user comes back with."),
  token: step("Gets the access token."),
  info: {
    shape: requests(kinds.connection.root, oneRequest),
    doc: "Asks the service who the user is.",
  },
  refresh: step("Renews the access token."),
  invalidate: step("Gives the access token back."),
} satisfies Record<string, KeyShape>;

export type OauthStep = keyof typeof steps;

const inStep = "Requests of an OAuth connection stand under their steps, such as `info`.";

/** An OAuth connection has its requests one level deeper: a request for each step, of which `info` is run. */
export const oauthRoot: RecordShape = record(steps, {
  elsewhere: Object.fromEntries(Object.keys(kinds.connection.root.fields).map((key) => [key, inStep])),
});

/** The units of each step. */
export const oauthUnits: ReadonlyMap<string, readonly UnitSpec[]> = new Map(
  Object.keys(steps).map((name) => [
    name,
    name === "info" ? kinds.connection.units : unitsAt(name === "authorize" ? stages.authorize : stages.oauth),
  ]),
);

function unitsAt(at: Stages): readonly UnitSpec[] {
  return sending(at, everythingKept).units;
}

function step(doc: string): KeyShape {
  return { shape: ignored("the access token is one of the connection's parameters", stepRoot), doc };
}
