import { type CollectionType, type Type, t } from "../types.ts";
import { define } from "./define.ts";

const source = "Make help: general functions";
const user = { name: "Ann", email: "ann@example.com", password: "secret" };

export const pick = define(
  {
    name: "pick",
    doc: "A collection of only the named keys; keys that it does not have are left out.",
    source,
    examples: [["pick(user; 'name'; 'email')", { name: "Ann", email: "ann@example.com" }, { user }]],
    params: [
      ["object", t.open()],
      ["...keys", t.text],
    ],
    returns: openOf,
  },
  (object, ...keys) =>
    Object.fromEntries(keys.filter((key) => Object.hasOwn(object, key)).map((key) => [key, object[key]])),
);

export const omit = define(
  {
    name: "omit",
    doc: "The collection without the named keys.",
    source,
    examples: [["omit(user; 'password')", { name: "Ann", email: "ann@example.com" }, { user }]],
    params: [
      ["object", t.open()],
      ["...keys", t.text],
    ],
    returns: openOf,
  },
  (object, ...keys) => {
    const omitted = new Set(keys);
    return Object.fromEntries(Object.entries(object).filter(([key]) => !omitted.has(key)));
  },
);

/** Which keys are named is known only when the template runs, so any of them may be missing. */
function openOf([object]: readonly Type[]): Type {
  return object?.kind === "collection" ? optionalFields(object) : t.open();
}

function optionalFields(type: CollectionType): CollectionType {
  return { ...type, fields: new Map([...type.fields].map(([name, field]) => [name, { ...field, optional: true }])) };
}
