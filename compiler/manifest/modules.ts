import { t } from "../../language/types.ts";
import type { Stages } from "./directive.ts";
import { endpoint } from "./directives/endpoint.ts";
import { epochOutput } from "./directives/epoch.ts";
import { everythingKept } from "./directives/kept.ts";
import { baseUrl } from "./directives/request.ts";
import { responseKey } from "./directives/response.ts";
import { notInComponent, notInRequest } from "./elsewhere.ts";
import { checkedKeeping, checkedResponse, checkedSending, type Directives, sending } from "./sending.ts";
import type { RecordShape } from "./shape.ts";
import { stages } from "./stages.ts";

const callingKeys = endpoint(stages.module).keys;
const callingRoot = checkedSending(callingKeys);

/** A module or a remote procedure: a request, or a call of an endpoint. */
export function calling(at: Stages): Directives {
  return { root: callingRoot, units: [...sending(at, []).units, ...endpoint(at).units] };
}

/** What an instant trigger asks for, once for each event. */
export const eventDirectives: Directives = {
  root: withoutKey(
    checkedSending({
      ...callingKeys,
      response: responseKey(withoutKey(checkedResponse, "iterate", oneEvent("it has nothing to iterate over"))),
    }),
    "pagination",
    oneEvent("there are no further pages"),
  ),
  units: calling(stages.event).units,
};

/** A request that other components have sent. */
export const endpointDirectives: Directives = {
  root: {
    ...checkedSending(),
    elsewhere: { ...notInComponent, endpoint: "An endpoint cannot call another one." },
  },
  units: sending(stages.rpc, []).units,
};

/** The list in which a user picks where a polling trigger is to begin. */
export const epochDirectives: Directives = {
  root: checkedSending({
    response: responseKey({ ...checkedResponse, fields: { ...checkedResponse.fields, output: epochOutput } }),
  }),
  units: sending(stages.module, []).units,
};

/** What the requests of all components have in common. */
export const baseDirectives: Directives = {
  root: {
    ...checkedSending({
      baseUrl,
      response: responseKey(checkedKeeping),
    }),
    elsewhere: { ...notInRequest, common: "The app's common data stands in a file of its own." },
  },
  units: [
    { from: ["baseUrl"], scope: stages.base.request, want: t.text },
    ...sending(stages.base, everythingKept).units,
  ],
};

function oneEvent(what: string): string {
  return `An instant trigger handles one event at a time: ${what}.`;
}

/** A record that takes a key less, and says why. */
function withoutKey(shape: RecordShape, key: string, why: string): RecordShape {
  const fields = Object.fromEntries(Object.entries(shape.fields).filter(([name]) => name !== key));
  return { ...shape, fields, elsewhere: { ...shape.elsewhere, [key]: why } };
}
