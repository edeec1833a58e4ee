import { asCollection, asDate, asNumber } from "../arguments.ts";
import { toArray, toText, truthy } from "../conversions.ts";
import type { Site } from "../error.ts";
import { type FunctionSpec, type Parameter, parameterOf } from "../functions/define.ts";
import { preparers } from "../preparers.ts";
import type { Value } from "../values.ts";

/** What `imlc/functions` exports: the functions by the names they are exported under, and their rows. */
export interface Builtins {
  readonly builtins: ReadonlyMap<string, FunctionSpec>;
}

/** Where a call stands, and when. */
export interface Told {
  readonly site: Site;
  /** An IANA name. */
  readonly zone: string;
  readonly now: Date;
}

/** Calls a function with arguments that are known only now: each is converted as the compiler would have it converted. */
export function callBuiltin(spec: FunctionSpec, from: Builtins, args: readonly Value[], told: Told): Value {
  const implementation: unknown = Reflect.get(from, spec.exportName);
  if (typeof implementation !== "function") throw new Error(`There is no implementation of ${spec.name}.`);
  const needed = (spec.needs ?? []).map((need) => told[need]);
  return Reflect.apply(implementation, undefined, [...needed, ...given(spec, args, told)]);
}

function given(spec: FunctionSpec, args: readonly Value[], told: Told): readonly unknown[] {
  return spec.params.map(parameterOf).flatMap((parameter, i) => {
    const values = parameter.rest ? args.slice(i) : i >= args.length && parameter.optional ? [] : [args[i]];
    return values.map((value) => {
      const argument = () => prepared(spec, parameter, converted(value, parameter, told));
      return parameter.lazy ? argument : argument();
    });
  });
}

function prepared({ prepare }: FunctionSpec, { name }: Parameter, value: Value): unknown {
  const preparer = prepare?.[name];
  return preparer !== undefined && typeof value === "string" ? preparers[preparer](value) : value;
}

function converted(value: Value, { name, type, optional }: Parameter, { site, zone }: Told): Value {
  if (optional && (value === undefined || value === null) && type.kind !== "any" && type.kind !== "union") {
    return undefined;
  }
  switch (type.kind) {
    case "text":
      return toText(value);
    case "number":
      return asNumber(site, name, value);
    case "boolean":
      return truthy(value);
    case "date":
      return asDate(site, name, value, zone);
    case "collection":
      return asCollection(site, name, value);
    case "array":
      return toArray(value);
    case "any":
    case "undefined":
    case "null":
    case "union":
      return value;
  }
}
