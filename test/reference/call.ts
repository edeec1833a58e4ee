import type { Call, Expr } from "../../grammar/iml/ast.ts";
import { type Parameter, parameterOf } from "../../language/functions/define.ts";
import * as functions from "../../language/functions/index.ts";
import { type PreparerName, preparers } from "../../language/preparers.ts";
import {
  asCollection,
  asDate,
  asNumber,
  isCollection,
  type Site,
  toArray,
  toText,
  truthy,
  type Value,
} from "../../language/values.ts";
import type { Scene } from "./evaluator.ts";

/**
 * A call, by the row of its function: each argument is evaluated and converted in its turn (one given unevaluated, when
 * the function asks for it), then the function is called, then what is beyond its parameters is evaluated for nothing.
 */
export function callFunction(call: Call, value: (expr: Expr) => Value, scene: Scene): Value {
  const row = functions.builtins.get(call.name);
  if (!row) throw new Error(`There is no function \`${call.name}\`.`);
  const told = {
    site: { name: row.name, place: scene.place(call.nameSpan.start) },
    zone: zoneOf(scene),
    now: scene.variables.get("now"),
  };
  const given: unknown[] = [];
  let rest: readonly Expr[] = call.args;
  for (const parameter of row.params.map(parameterOf)) {
    const mine = parameter.rest ? rest : rest.slice(0, 1);
    rest = rest.slice(mine.length);
    for (const arg of mine) {
      const argument = () => prepared(converted(value(arg), parameter, told), row.prepare?.[parameter.name]);
      given.push(parameter.lazy ? argument : argument());
    }
  }
  scene.called.set(row.name, (scene.called.get(row.name) ?? 0) + 1);
  const result = implementation(row.exportName)(...(row.needs ?? []).map((need) => told[need]), ...given);
  rest.forEach(value);
  return result;
}

/** Some functions are given what a text is made into, not the text. */
function prepared(value: Value, preparer: PreparerName | undefined): unknown {
  if (preparer === undefined || typeof value !== "string") return value;
  return preparers[preparer](value);
}

function zoneOf({ variables }: Scene): string {
  const environment = variables.get("environment");
  return isCollection(environment) && typeof environment.timezone === "string" ? environment.timezone : "UTC";
}

type Implementation = (...args: readonly unknown[]) => Value;

function implementation(exportName: string): Implementation {
  return (functions as unknown as Readonly<Record<string, Implementation>>)[exportName] as Implementation;
}

/**
 * What a function is given in place of an argument: a value of the type that its parameter declares. An optional
 * argument that is undefined or null counts as left out, but where null is a value like others.
 */
function converted(
  value: Value,
  { name, type, optional }: Parameter,
  { site, zone }: { readonly site: Site; readonly zone: string },
): Value {
  const isNothing = optional && (value === undefined || value === null);
  switch (type.kind) {
    case "text":
      return isNothing ? undefined : toText(value);
    case "number":
      return isNothing ? undefined : asNumber(site, name, value);
    case "boolean":
      return isNothing ? undefined : truthy(value);
    case "date":
      return isNothing ? undefined : asDate(site, name, value, zone);
    case "collection":
      return isNothing ? undefined : asCollection(site, name, value);
    case "array":
      return isNothing ? undefined : toArray(value);
    case "any":
    case "undefined":
    case "null":
    case "union":
      return value;
  }
}
