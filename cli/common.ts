import { parseJson } from "../language/json.ts";
import { isCollection } from "../language/kinds.ts";
import { didYouMean, nearest } from "../language/nearest.ts";
import type { Collection, Value } from "../language/values.ts";
import { Misuse } from "./io.ts";

/**
 * The values that the variable `IMLC_COMMON` lays over the common data of apps: a JSON object of objects, by the ids of the
 * apps. Messages quote nothing of it but names.
 */
export function commonFrom(text: string | undefined, apps: readonly string[]): Readonly<Record<string, Collection>> {
  if (!text) return {};
  const given = json(text);
  if (!isCollection(given)) throw wrong();
  return Object.fromEntries(
    Object.entries(given).map(([app, values]) => {
      if (!isCollection(values)) throw wrong();
      if (apps.includes(app)) return [app, values];
      throw new Misuse(`IMLC_COMMON names the app ${app}, which is not served.${didYouMean(nearest(app, apps))}`);
    }),
  );
}

function json(text: string): Value {
  try {
    return parseJson(text);
  } catch {
    throw wrong();
  }
}

function wrong(): Misuse {
  return new Misuse('IMLC_COMMON takes JSON: an object for each app by its id, as {"chat": {"clientSecret": "…"}}.');
}
