import type { Call } from "../../grammar/iml/ast.ts";
import { type FunctionSpec, parameterOf, type Reads } from "../../language/functions/define.ts";
import { itemType } from "../../language/item-type.ts";
import { type PathKey, pathKeys } from "../../language/path.ts";
import { type Type, t } from "../../language/types.ts";
import { readItem } from "./access.ts";
import type { Inference } from "./infer.ts";
import { inferKey, type WrittenKey } from "./key.ts";

/** Says which keys that a function is told by their names are not there; answers whether all are. */
export function checkReads(call: Call, types: readonly Type[], called: FunctionSpec, inference: Inference): boolean {
  if (!called.reads) return true;
  const before = inference.diagnostics.length;
  const params = called.params.map(parameterOf);
  for (const [index, { kind, value, span }] of call.args.map(written).entries()) {
    const param = params[index] ?? params.at(-1);
    const reads = param && called.reads[param.name];
    if (!reads || kind !== "text" || value === "" || reads.except?.includes(value)) continue;
    const from = types[params.findIndex(({ name }) => name === reads.of)] ?? t.any;
    const outer = reads.each ? `Each item that \`${call.name}\` reads` : `What \`${call.name}\` reads from`;
    readAll(from, reads, { name: value, span, as: "text", holder: outer }, inference);
  }
  return inference.diagnostics.length === before;
}

function written(arg: Call["args"][number]) {
  return arg.kind === "literal" && typeof arg.value === "string"
    ? ({ kind: "text", value: arg.value, span: arg.span } as const)
    : ({ kind: "other", value: "", span: arg.span } as const);
}

function readAll(
  from: Type,
  { each, as, harmless }: Reads,
  { name: path, span, holder: outer = "" }: WrittenKey,
  inference: Inference,
): void {
  const keys = as === "key" ? [path] : pathKeys(path);
  keys.reduce(
    (type: Type, key: PathKey, depth) => {
      if (typeof key === "number") return readItem(type);
      const holder = depth === 0 ? outer : `What stands before \`${key}\``;
      return inferKey(type, { name: key, span, as: "text", path, holder, harmless }, inference);
    },
    each ? itemType(from) : from,
  );
}
