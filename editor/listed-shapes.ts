import {
  choice,
  constant,
  data,
  either,
  fixedChoice,
  type KeyShape,
  list,
  map,
  type RecordShape,
  record,
  type Shape,
} from "../compiler/manifest/shape.ts";
import { limits, type ParameterKey, parameterKeys } from "../compiler/parameters/keys.ts";
import { parameterTypes } from "../compiler/parameters/types.ts";
import type { App } from "../compiler/project/app.ts";
import { type ComponentType, codeFiles, componentTypes } from "../compiler/project/code-files.ts";
import { connectionTypes, moduleTypes, webhookTypes } from "../compiler/project/components.ts";
import { componentKeys, generalKeys, rootKeys } from "../compiler/project/makecomapp.ts";

/** A list of parameters; the RPCs of the app may stand for one, or for options. */
export function parametersShape({ rpcs }: App): Shape {
  const names = choice(rpcs.map(({ id }) => `rpc://${id}`));
  // Entries hold lists of entries: the fields are filled in once there is something to refer to.
  const fields: Record<string, KeyShape> = {};
  const parameters = either(names, list(record(fields)));
  const option = record({
    label: { shape: constant("text"), doc: "What the user sees." },
    value: { shape: data, doc: "What is chosen by it." },
    nested: { shape: parameters, doc: "Parameters that are shown once it is chosen." },
  });
  const options = either(names, list(option));
  const button = record({
    label: { shape: constant("text"), doc: "What stands on the button." },
    url: { shape: names, doc: "The RPC that it calls." },
    parameters: { shape: parameters, doc: "What it asks for first." },
  });
  for (const [key, declared] of parameterKeys) fields[key] = { shape: shapeOf(key, declared), doc: declared.doc };
  return list(record(fields));

  function shapeOf(key: string, { takes }: ParameterKey): Shape {
    if (key === "type") return fixedChoice([...parameterTypes.keys()]);
    if (key === "rpc") return button;
    if (key === "validate")
      return record(Object.fromEntries([...limits].map(([name, doc]) => [name, { shape: data, doc }])));
    if (takes.includes("parameters")) return parameters;
    if (takes.includes("options")) return options;
    const [only] = takes;
    return takes.length === 1 && (only === "text" || only === "number" || only === "boolean") ? constant(only) : data;
  }
}

/** `makecomapp.json`, in which components refer to each other by their ids. */
export function metadataShape({ connections, webhooks }: App): Shape {
  const connection = choice(connections.map(({ id }) => id));
  const values: Readonly<Record<string, Shape>> = {
    connection,
    altConnection: connection,
    webhook: choice(webhooks.map(({ id }) => id)),
    webhookType: fixedChoice(webhookTypes),
    connectionType: fixedChoice(connectionTypes),
    moduleType: fixedChoice(moduleTypes),
    label: constant("text"),
    description: constant("text"),
  };
  const entry = (type: ComponentType) =>
    named(componentKeys, (key) => (key === "codeFiles" ? filesOf(type) : (values[key] ?? data)));
  return named(rootKeys, (key) => {
    if (key === "generalCodeFiles") return named(generalKeys, () => constant("text"));
    return key === "components" ? named(componentTypes, (type) => map(entry(type))) : data;
  });
}

function filesOf(type: ComponentType): RecordShape {
  return named(Object.keys(codeFiles[type]), () => constant("text"));
}

/** A record of keys that say themselves. */
function named<K extends string>(keys: readonly K[], shape: (key: K) => Shape): RecordShape {
  return record(Object.fromEntries(keys.map((key) => [key, { shape: shape(key), doc: "" }])));
}
