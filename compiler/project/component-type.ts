import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import { textOf, valueAt } from "../../grammar/json/members.ts";
import { nearest } from "../../language/nearest.ts";
import { wrongChoice } from "../manifest/diagnostics.ts";
import { respelled } from "../manifest/reading.ts";
import { oneOf } from "../manifest/words.ts";
import type { ComponentType } from "./code-files.ts";
import { connectionTypes, moduleTypes, type Place, type Reference, webhookTypes } from "./components.ts";
import { componentTypeMissing } from "./diagnostics.ts";

/** The entry of a component, or its metadata. */
export interface Entry {
  readonly component: ComponentType;
  readonly id: string;
  readonly place: Place;
  readonly json: JsonNode | undefined;
}

/** What a component's entry says of it, beside its files. */
export function entryOf(entry: Entry, typeKey: string, found: Diagnostic[]) {
  const { component, id, place } = entry;
  return {
    component,
    id,
    place,
    type: typeUnder(typeKey, entry, found),
    connections: [...referenceUnder("connection", entry), ...referenceUnder("altConnection", entry)],
    webhook: referenceUnder("webhook", entry)[0],
  };
}

/** Which kind of webhook, connection or module a component is, as it stands under a key of its entry. */
function typeUnder(key: string, { component, id, place, json }: Entry, found: Diagnostic[]): string | undefined {
  const types = typesOf(component);
  if (!types) return undefined;
  const value = valueAt(json, key);
  const text = textOf(value);
  if (value === undefined || text === undefined) {
    found.push(componentTypeMissing(place, { component, id, key, types: oneOf(types) }));
  } else if (!types.includes(text)) {
    const meant = nearest(text, types);
    const params = { text, where: `\`${key}\``, choices: oneOf(types), nearest: meant };
    found.push(wrongChoice({ uri: place.uri, span: value.span }, params, respelled(value.span, meant)));
  }
  return text;
}

/** Another component that an entry names under a key. */
function referenceUnder(key: string, { json, place: { uri } }: Entry): readonly Reference[] {
  const value = valueAt(json, key);
  return value?.kind === "string" ? [{ id: value.decoded.text, place: { uri, span: value.span } }] : [];
}

function typesOf(component: ComponentType): readonly string[] | undefined {
  switch (component) {
    case "webhook":
      return webhookTypes;
    case "connection":
      return connectionTypes;
    case "module":
      return moduleTypes;
    case "rpc":
    case "function":
    case "endpoint":
      return undefined;
  }
}
