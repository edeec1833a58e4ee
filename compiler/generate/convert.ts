import { t } from "../../language/types.ts";
import { toText, truthy } from "../../language/values.ts";
import { type Code, constantCode, primary } from "./code.ts";
import type { Needs } from "./names.ts";

/** The value as text. */
export function textOf(value: Code, needs: Needs): Code {
  if (value.type.kind === "text") return value;
  if (value.constant) return constantCode(toText(value.constant.value));
  needs.values.add("toText");
  return primary(`toText(${value.text})`, t.text);
}

/** Whether the value counts as true. */
export function truthOf(value: Code, needs: Needs): Code {
  if (value.type.kind === "boolean") return value;
  if (value.constant) return constantCode(truthy(value.constant.value));
  needs.values.add("truthy");
  return primary(`truthy(${value.text})`, t.boolean);
}
