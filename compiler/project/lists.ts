import type { Parsed } from "../../grammar/diagnostic.ts";
import type { Source } from "../../grammar/source.ts";
import { type Type, t } from "../../language/types.ts";
import { parseManifest } from "../analyze.ts";
import { parametersType } from "../parameters/collection.ts";
import type { ListKind, ParameterList } from "../parameters/list.ts";
import { readParameters } from "../parameters/read.ts";
import { joined } from "./joined.ts";

/** The lists that a component's files hold; of a file that is not there, there is none. What cannot be read may be more. */
export function readLists(sources: readonly (Source | undefined)[], kind: ListKind): Parsed<readonly ParameterList[]> {
  const read = sources.flatMap((source) => {
    if (!source) return [];
    const { json, diagnostics } = parseManifest(source);
    const list = readParameters(source, json, kind);
    const isWhole = !diagnostics.some(({ severity }) => severity === "error");
    return [
      {
        value: isWhole ? list.value : { ...list.value, dynamic: true },
        diagnostics: [...diagnostics, ...list.diagnostics],
      },
    ];
  });
  return { value: read.map(({ value }) => value), diagnostics: read.flatMap(({ diagnostics }) => diagnostics) };
}

/** What a user enters into the lists of a component; without a list nothing is known of it. */
export function enteredType(lists: readonly ParameterList[], component: string, id: string): Type {
  if (lists.length === 0) return t.any;
  const origin = `the parameters of the ${component} \`${id}\``;
  return joined([chosen, parametersType(lists, origin)], origin);
}

/** What Make adds: the connection and the webhook that the user has chosen. */
const chosen: Type = {
  kind: "collection",
  fields: new Map(["__IMTCONN__", "__IMTHOOK__"].map((name) => [name, { type: t.number, optional: true }])),
  open: false,
};
