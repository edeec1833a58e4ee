import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import { didYouMean, nearest } from "../../../language/nearest.ts";
import { respelled } from "../../manifest/reading.ts";
import type { Program } from "../../program.ts";
import type { Reference } from "../../project/components.ts";
import { withModules } from "../examples.ts";
import { constantText, under } from "../requests.ts";
import { rule } from "../rule.ts";

const app = (webhook: string) =>
  withModules(`"watchMessages": {"moduleType": "instant_trigger", "webhook": "${webhook}", "codeFiles": {}}`);

const found = diagnostic<{ component: string; id: string; nearest: string | undefined }>({
  code: "unknown-component",
  severity: "error",
  message: ({ component, id, nearest: meant }) => `This app has no ${component} \`${id}\`.${didYouMean(meant)}`,
  doc: "A component names others by their ids, as they stand in `makecomapp.json`. What is not there cannot be linked.",
  example: { bad: app("mesages"), good: app("messages") },
});

/** A connection, a webhook or an endpoint that a component names and that is not there. */
export const unknownComponent = rule({
  diagnostic: found,
  app: ({ webhooks, connections, modules, rpcs, endpoints }) => {
    const linked = [...webhooks, ...modules, ...rpcs, ...endpoints].flatMap(({ files }) => files.connections);
    const hooks = modules.flatMap(({ files }) => files.webhook ?? []);
    const calls = [...modules, ...rpcs].flatMap(({ communication }) => endpointsIn(communication?.program));
    return [
      ...missing(
        linked,
        "connection",
        connections.map(({ id }) => id),
      ),
      ...missing(
        hooks,
        "webhook",
        webhooks.map(({ id }) => id),
      ),
      ...missing(
        calls,
        "endpoint",
        endpoints.map(({ id }) => id),
      ),
    ];
  },
});

/** The endpoints that requests name; a name in an expression is known only later. */
function endpointsIn(program: Program | undefined): readonly Reference[] {
  return (program?.sections ?? []).flatMap(({ field }) => {
    const named = under(field, "endpoint");
    const id = constantText(named);
    return named && id !== undefined ? [{ id, place: named }] : [];
  });
}

function missing(references: readonly Reference[], component: string, ids: readonly string[]): readonly Diagnostic[] {
  const unknown = references.filter(({ id }) => !ids.includes(id));
  return unknown.map(({ id, place }) => {
    const meant = nearest(id, ids);
    return found(place, { component, id, nearest: meant }, respelled(place.span, meant));
  });
}
