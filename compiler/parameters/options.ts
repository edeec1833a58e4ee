import type { JsonNode, JsonObject } from "../../grammar/json/ast.ts";
import { membersOf, valueAt } from "../../grammar/json/members.ts";
import { constantType, type Type, t } from "../../language/types.ts";
import { takenText } from "./keys.ts";
import type { Options } from "./list.ts";
import { type ListReading, reportWrong } from "./reading.ts";
import { isComputed, readRpcs } from "./rpc.ts";

/** What may be chosen, and the lists of parameters that are shown once it is. */
export interface Choices {
  readonly options: Options;
  readonly nested: readonly JsonNode[];
}

/** Reads `options`: a list of options or of groups of them, an RPC, or an object whose `store` is one of these. */
export function readChoices(json: JsonNode, reading: ListReading): Choices {
  if (json.kind === "object") return readStore(json, reading);
  if (isComputed(json)) return chosenFrom({ types: [], rpcs: readRpcs(json, reading.uri), dynamic: true });
  if (json.kind !== "array") {
    reportWrong(json, "`options`", takenText(["options"]), reading);
    return chosenFrom(none);
  }
  return together(json.items.map((item) => readOption(item, reading)));
}

const none: Options = { types: [], rpcs: [], dynamic: false };

function chosenFrom(options: Options, nested: readonly JsonNode[] = []): Choices {
  return { options, nested };
}

function readStore(json: JsonObject, reading: ListReading): Choices {
  const store = valueAt(json, "store");
  const placeholder = valueAt(json, "placeholder");
  const nested = [valueAt(json, "nested"), valueAt(placeholder, "nested")].filter((each) => each !== undefined);
  return together([store ? readChoices(store, reading) : chosenFrom(none), chosenFrom(none, nested)]);
}

function readOption(json: JsonNode, reading: ListReading): Choices {
  if (isComputed(json)) return chosenFrom({ types: [], rpcs: readRpcs(json, reading.uri), dynamic: true });
  const group = valueAt(json, "options");
  if (group) return readChoices(group, reading);
  const nested = membersOf(json).flatMap(({ key, value }) => (key.decoded.text === "nested" ? [value] : []));
  return chosenFrom({ types: [valueType(valueAt(json, "value"))], rpcs: [], dynamic: false }, nested);
}

/** Objects with other keys than `value` are read with the names that `options` gives for them: their values are not known. */
function valueType(json: JsonNode | undefined): Type {
  switch (json?.kind) {
    case "string":
      return isComputed(json) ? t.any : constantType(json.decoded.text);
    case "number":
    case "literal":
      return constantType(json.value);
    case "array":
    case "object":
    case undefined:
      return t.any;
  }
}

function together(choices: readonly Choices[]): Choices {
  return {
    options: {
      types: choices.flatMap(({ options }) => options.types),
      rpcs: choices.flatMap(({ options }) => options.rpcs),
      dynamic: choices.some(({ options }) => options.dynamic),
    },
    nested: choices.flatMap(({ nested }) => nested),
  };
}
