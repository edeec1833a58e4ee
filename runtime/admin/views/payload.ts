import { decodeValue } from "../../../language/codec.ts";
import { toJson } from "../../../language/json.ts";
import { isCollection } from "../../../language/kinds.ts";
import type { Value } from "../../../language/values.ts";
import type { Payload } from "../../engine/engine.ts";
import { anything, integer, optional, type Properties } from "../answer-shape.ts";

/** A record with a payload, whole or of a list, which leaves out what is long and has its size. */
export type Shown<T extends { readonly payload: Payload }> = Omit<T, "payload"> & {
  readonly payload?: Payload;
  readonly payloadBytes?: number;
};

/** What is delivered, or the item that it would be made of. */
export interface Carried {
  readonly bundle?: unknown;
  readonly item?: unknown;
}

/** The same of a record of a list. */
export interface Sized {
  readonly payloadBytes?: number;
}

/** The shape of `bundle`. */
export const BUNDLE = optional(anything("What is delivered, once it has been made."));

/** The shapes of what a record of a list has beside. */
export const SIZED: Properties<Sized> = {
  payloadBytes: optional(
    integer("Of a list: how long what it carries is, in bytes as the store holds it; more than 16 KB are left out."),
  ),
};

/** What a payload shows. */
export function payloadView(payload: Payload | undefined): Carried {
  if (payload === undefined) return {};
  switch (payload.kind) {
    case "bundle":
      return { bundle: JSON.parse(payload.bundle) };
    case "scope":
      return { item: plain(itemOfScope(decodeValue(payload.scope))) };
    case "failure":
      return { item: plain(decodeValue(payload.item)) };
  }
}

function itemOfScope(scope: Value): Value {
  return isCollection(scope) ? scope.item : undefined;
}

function plain(value: Value): unknown {
  return value === undefined ? undefined : JSON.parse(toJson(value));
}
