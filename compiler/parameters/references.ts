import type { Parameter, ParameterList, RpcReference } from "./list.ts";

/** Every RPC that a list names, at any depth, in the order in which they are written. */
export function rpcReferences(list: ParameterList): readonly RpcReference[] {
  return referencesIn(list).toSorted((a, b) => a.place.span.start - b.place.span.start);
}

function referencesIn({ rpcs, parameters }: ParameterList): readonly RpcReference[] {
  return [...rpcs, ...parameters.flatMap(referencesOf)];
}

function referencesOf({ options, spec, nested, button }: Parameter): readonly RpcReference[] {
  return [
    ...(options?.rpcs ?? []),
    ...(spec?.kind === "fields" ? referencesIn(spec.list) : spec ? referencesOf(spec.item) : []),
    ...nested.flatMap(referencesIn),
    ...(button?.rpcs ?? []),
    ...(button?.form ? referencesIn(button.form) : []),
  ];
}
