import { type FunctionSpec, type Need, type Parameter, parameterOf } from "../../language/functions/define.ts";
import type { PreparerName } from "../../language/preparers.ts";
import { subtype } from "../../language/type-relations.ts";
import { t } from "../../language/types.ts";
import { binding, type Code, mayBeUndefined, primary } from "./code.ts";
import { textOf, truthOf } from "./convert.ts";
import { foldedCall } from "./fold.ts";
import { stringLiteral } from "./literal.ts";
import { functionName, hoist, type Needs, type ValueName } from "./names.ts";

/** What a call is written for. */
export interface CallSurroundings {
  /** Where it stands: `webhook.iml.json:12:3`. */
  readonly place: string;
  /** The zone of date functions, asked for only where it is needed. */
  readonly zone: () => string;
  /** The instant that counts as now, asked for only where it is needed. */
  readonly now: () => string;
  readonly needs: Needs;
}

/**
 * A call of a function of the language. Each argument is converted where it is not surely of the wanted type, so that
 * the function is given what it declares.
 */
export function callCode(spec: FunctionSpec, args: readonly Code[], around: CallSurroundings): Code {
  const constant = foldedCall(spec, args, around.place);
  if (constant) return constant;
  const site = () => siteName(spec.name, around);
  const tell: Readonly<Record<Need, () => string>> = { site, zone: around.zone, now: around.now };
  const told = (spec.needs ?? []).map((need) => tell[need]());
  const given = paramsOf(spec, args.length).map((param, i) =>
    argumentText(args[i] ?? absent, param, spec, site, around),
  );
  const text = `${functionName(spec.exportName, around.needs)}(${[...told, ...given].join(", ")})`;
  if (typeof spec.returns !== "function") return primary(text, spec.returns);
  // TypeScript knows the result as some value only, even where the types of the arguments say more.
  const type = spec.returns(args.map((arg) => arg.type));
  return { text, binds: binding.primary, type: t.any, defined: !mayBeUndefined(type), readable: "no" };
}

/** How many arguments a function takes at most. */
export function takes({ params }: FunctionSpec): number {
  return params.map(parameterOf).some(({ rest }) => rest) ? Number.POSITIVE_INFINITY : params.length;
}

const absent = primary("undefined", t.undefined);

/** The parameter of each argument; those that have to be given are there even if no argument is. */
function paramsOf({ params }: FunctionSpec, count: number): Parameter[] {
  return params.map(parameterOf).flatMap((parameter, i) => {
    if (parameter.rest) return Array<Parameter>(Math.max(0, count - i)).fill(parameter);
    return parameter.optional && i >= count ? [] : [parameter];
  });
}

function argumentText(
  arg: Code,
  param: Parameter,
  { prepare }: FunctionSpec,
  site: () => string,
  around: CallSurroundings,
): string {
  const text = isWanted(arg, param) ? arg.text : converted(arg, param, site, around);
  const preparer = prepare?.[param.name];
  if (preparer !== undefined && text !== "undefined") return prepared(preparer, text, arg, param, around.needs);
  return param.lazy ? `() => ${text}` : text;
}

/** What is made of an argument before the call; of one that is known, when the module is loaded. */
function prepared(preparer: PreparerName, text: string, arg: Code, { name }: Parameter, needs: Needs): string {
  needs.values.add(preparer);
  const code = `${preparer}(${text})`;
  return arg.constant ? hoist(name, code, needs) : code;
}

/** Whether a value is surely one that the parameter takes. A number may be NaN, unless it is written out. */
function isWanted(arg: Code, { type, optional }: Parameter): boolean {
  if (type.kind === "number" && arg.type.kind === "number") return /^-?\d/.test(arg.text);
  return subtype(arg.type, type) || (optional && arg.type.kind === "undefined");
}

function converted(
  arg: Code,
  { name, type, optional }: Parameter,
  site: () => string,
  { needs, zone }: CallSurroundings,
): string {
  const call = (helper: ValueName, ...args: readonly string[]): string => {
    needs.values.add(helper);
    return `${helper}(${args.join(", ")})`;
  };
  const param = stringLiteral(name);
  switch (type.kind) {
    case "text":
      return optional ? call("optionalText", arg.text) : textOf(arg, needs).text;
    case "number":
      return call(optional ? "optionalNumber" : "asNumber", site(), param, arg.text);
    case "boolean":
      return truthOf(arg, needs).text;
    case "date":
      return call("asDate", site(), param, arg.text, zone());
    case "collection":
      return call("asCollection", site(), param, arg.text);
    case "array":
      return call("toArray", arg.text);
    case "any":
    case "undefined":
    case "null":
    case "union":
      return arg.text;
  }
}

/** The name of the constant that tells errors where a call stands. */
export function siteName(name: string, { place, needs }: CallSurroundings): string {
  needs.values.add("site");
  return hoist("site", `site(${stringLiteral(name)}, ${stringLiteral(place)})`, needs);
}
