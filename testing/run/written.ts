import { isArray, isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";

/**
 * What came under a key of `expect`, as the fixture would write it: without what it leaves out where it may, and in its
 * own forms where there are several.
 */
export function asWritten(key: string, actual: Value, expected: Value): Value {
  switch (key) {
    case "reply":
      return messageLike(actual, expected);
    case "items":
      return isArray(actual) ? actual.map((item, i) => itemLike(item, isArray(expected) ? expected[i] : {})) : actual;
    case "failure":
    case "error":
      return only(actual, expected);
    case "uid":
      return uidLike(actual, expected);
    default:
      return actual;
  }
}

/** A request or reply with nothing but what is written of it; one that has no body has an empty text. */
export function messageLike(actual: Value, expected: Value): Value {
  if (!isCollection(actual) || !isCollection(expected)) return actual;
  const message = only({ body: "", ...actual }, expected);
  if (!isCollection(expected.headers) || !isCollection(actual.headers)) return message;
  const { headers } = actual;
  const named = Object.keys(expected.headers).flatMap((name) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...message, headers: Object.fromEntries(named) };
}

function itemLike(actual: Value, expected: Value): Value {
  if (!isCollection(actual)) return actual;
  const model = isCollection(expected) ? expected : {};
  const { uid, dead, deadFor } = actual;
  return {
    ...actual,
    ...(uid === undefined ? {} : { uid: uidLike(uid, model.uid) }),
    ...(isArray(model.owners) && model.owners.length === 0 && actual.owners === undefined ? { owners: [] } : {}),
    ...(dead === undefined ? {} : { dead: failureLike(dead, model.dead) }),
    ...(isCollection(deadFor) ? { deadFor: failuresLike(deadFor, model.deadFor) } : {}),
  };
}

function failuresLike(actual: Collection, expected: Value): Collection {
  const model = isCollection(expected) ? expected : {};
  return Object.fromEntries(Object.entries(actual).map(([name, each]) => [name, failureLike(each, model[name])]));
}

/** Where nothing is written of a failure, its code says enough. */
function failureLike(actual: Value, expected: Value): Value {
  return only(actual, isCollection(expected) ? expected : { code: undefined });
}

/** A uid is a text; a fixture may write the number. */
function uidLike(actual: Value, expected: Value): Value {
  return typeof expected === "number" && String(expected) === actual ? expected : actual;
}

/** The keys that are written. */
function only<T extends Value>(actual: T, expected: Value): T | Collection {
  if (!isCollection(actual) || !isCollection(expected)) return actual;
  return Object.fromEntries(Object.entries(actual).filter(([key]) => Object.hasOwn(expected, key)));
}
