import type { FunctionSpec, Param } from "../../language/functions/define.ts";
import { subtype } from "../../language/type-relations.ts";
import { type Type, t } from "../../language/types.ts";
import { binding, type Code, mayBeUndefined, primary } from "./code.ts";
import { textOf, truthOf } from "./convert.ts";
import { stringLiteral } from "./literal.ts";
import { functionName, hoist, type Needs, type ValueName } from "./names.ts";

/** What a call is written for. */
export interface CallSurroundings {
  /** Where it stands: `webhook.iml.json:12:3`. */
  readonly place: string;
  /** The zone of date functions, asked for only where it is needed. */
  readonly zone: () => string;
  readonly needs: Needs;
}

/**
 * A call of a function of the language. Each argument is converted where it is not surely of the wanted type, so that
 * the function is given what it declares.
 */
export function callCode(spec: FunctionSpec, args: readonly Code[], around: CallSurroundings): Code {
  const site = () => siteName(spec.name, around);
  const told = (spec.needs ?? []).map((need) => (need === "site" ? site() : around.zone()));
  const given = paramsOf(spec, args.length).map((param, i) => argumentText(args[i] ?? absent, param, site, around));
  const text = `${functionName(spec.exportName, around.needs)}(${[...told, ...given].join(", ")})`;
  if (typeof spec.returns !== "function") return primary(text, spec.returns);
  // TypeScript knows the result as some value only, even where the types of the arguments say more.
  const type = spec.returns(args.map((arg) => arg.type));
  return { text, binds: binding.primary, type: t.any, defined: !mayBeUndefined(type), readable: "no" };
}

/** How many arguments a function takes at most. */
export function takes({ params }: FunctionSpec): number {
  return params.some(([name]) => name.startsWith("...")) ? Number.POSITIVE_INFINITY : params.length;
}

interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
  readonly lazy: boolean;
}

const absent = primary("undefined", t.undefined);

/** The parameter of each argument; those that have to be given are there even if no argument is. */
function paramsOf({ params }: FunctionSpec, count: number): Parameter[] {
  return params.flatMap((param, i) => {
    const parameter = readParam(param);
    if (param[0].startsWith("...")) return Array<Parameter>(Math.max(0, count - i)).fill(parameter);
    return parameter.optional && i >= count ? [] : [parameter];
  });
}

function readParam([marked, type]: Param): Parameter {
  const name = marked.replace(/^\.\.\.|[?()]+$/g, "");
  return { name, type, optional: marked.includes("?"), lazy: marked.includes("()") };
}

function argumentText(arg: Code, param: Parameter, site: () => string, around: CallSurroundings): string {
  const text =
    subtype(arg.type, param.type) || (param.optional && arg.type.kind === "undefined")
      ? arg.text
      : converted(arg, param, site, around);
  return param.lazy ? `() => ${text}` : text;
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
    case "buffer":
      return call("asBuffer", site(), param, arg.text);
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

function siteName(name: string, { place, needs }: CallSurroundings): string {
  needs.values.add("site");
  return hoist("site", `site(${stringLiteral(name)}, ${stringLiteral(place)})`, needs);
}
