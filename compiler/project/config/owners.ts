import { valueUnder } from "../../fields.ts";
import { constant, list, type RecordShape } from "../../manifest/shape.ts";
import type { ConstantField, Field } from "../../program.ts";
import { booleanUnder, constantsIn } from "./constants.ts";

/** What is said of the owners of items. */
export interface OwnersConfig {
  readonly lateMatch: boolean | undefined;
  /** Names of fields that several users of the service share. */
  readonly sharedIds: readonly ConstantField[];
}

/** The keys that say how an item finds its owner. */
export const ownersKeys: RecordShape["fields"] = {
  lateMatch: {
    shape: constant("boolean"),
    doc: "Whether items that had no owner are delivered when the owner connects later.",
    default: "`false`",
  },
  sharedIds: {
    shape: list(constant("text")),
    doc: "Names of fields that several users of the service have in common, such as `team_id`: none of them alone can be the `uid`.",
  },
};

/** What a webhook of `imlc.json` says of the owners of items. */
export function readOwners(webhook: Field): OwnersConfig {
  return {
    lateMatch: booleanUnder(webhook, "lateMatch"),
    sharedIds: constantsIn(valueUnder(webhook, "sharedIds")),
  };
}
