import { diagnostic } from "../../../grammar/diagnostic.ts";
import { sourcesOf } from "../../project/sources.ts";
import { rpcApp } from "../examples.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ id: string }>({
  code: "unused-rpc",
  severity: "hint",
  message: ({ id }) => `No form of this app uses the RPC \`${id}\`.`,
  doc: "A remote procedure (an RPC) is there for lists of parameters, which name it as `rpc://` and its id. One that is not named is never called.",
  example: { bad: rpcApp(`[{"label": "All", "value": "all"}]`), good: rpcApp(`"rpc://listBoards"`) },
});

/** An RPC that nobody names; if one is named that is not there, this may be the one that is meant. */
export const unusedRpc = rule({
  diagnostic: found,
  app: ({ app, rpcs }) => {
    if (rpcs.length === 0) return [];
    const named = new Set(sourcesOf(app).flatMap(({ text }) => namesIn(text)));
    const areKnown = [...named].every((name) => rpcs.some(({ id }) => id === name));
    const unused = areKnown ? rpcs.filter(({ id }) => !named.has(id)) : [];
    return unused.map(({ id, files }) => found(files.place, { id }));
  },
});

/** The ids behind `rpc://`, wherever they stand: an RPC may give lists that name others. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/rpc:\\?\/\\?\/([\w-]+)/g)].map(([, id = ""]) => id);
}
