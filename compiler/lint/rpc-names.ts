import type { ParameterList } from "../parameters/list.ts";
import type { AppFacts } from "../project/facts.ts";

/** All lists of parameters of an app. */
export function listsOf({ webhooks, connections, modules, rpcs, endpoints }: AppFacts): readonly ParameterList[] {
  return [...webhooks, ...connections, ...modules, ...rpcs, ...endpoints].flatMap(({ lists }) => lists);
}
