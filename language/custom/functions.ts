import { ImlError, type Site } from "../error.ts";
import type { Value } from "../values.ts";
import { type Builtins, callBuiltin, type Told } from "./builtin.ts";
import { fromHost, toHost } from "./host.ts";

/** Code of an author, as a function that makes theirs out of what they may use. */
export type CustomSource = (iml: object, debug: Debug) => HostFunction;

export type CustomSources = Readonly<Record<string, CustomSource>>;

/** Shows values while a function is tested. */
export type Debug = (...values: readonly unknown[]) => void;

type HostFunction = (...args: readonly unknown[]) => unknown;

type HostFunctions = Readonly<Record<string, HostFunction>>;

/**
 * A custom function as generated code calls it: where it is called, in which zone (IANA), what counts as now.
 *
 * @example
 * import type { CustomFunction } from "imlc/functions";
 * import { site, toText } from "imlc/values";
 *
 * const shout: CustomFunction = (_site, _zone, _now, text) => `${toText(text).toUpperCase()}!`;
 * console.log(shout(site("shout", "webhook.iml.json:3:14"), "UTC", new Date(0), "hello")); // HELLO!
 */
export type CustomFunction = (site: Site, zone: string, now: Date, ...args: readonly Value[]) => Value;

/**
 * The functions of an app, by their names. Each call is given copies, so that nothing it changes is seen elsewhere, and
 * begins with fresh variables of its own; whatever it throws, and a result that is no value, is an `ImlError` with the
 * code `custom-function`.
 *
 * @example
 * import * as functions from "imlc/functions";
 * import { site } from "imlc/values";
 *
 * const custom = functions.customFunctions(functions, {
 *   shout: () => (text) => `${String(text).toUpperCase()}!`,
 * });
 * console.log(custom.shout?.(site("shout", "webhook.iml.json:3:14"), "UTC", new Date(0), "hello")); // HELLO!
 */
export function customFunctions(from: Builtins, sources: CustomSources): Readonly<Record<string, CustomFunction>> {
  const custom = Object.keys(sources).map((name): [string, CustomFunction] => [
    name,
    (site, zone, now, ...args) => {
      try {
        return fromHost(hostFunction(name, from, sources, { site, zone, now }, silent)(...args.map(toHost)));
      } catch (error) {
        throw new ImlError("custom-function", site, `${reason(error)}.`);
      }
    },
  ]);
  return Object.fromEntries(custom);
}

/** The functions of an app by their names, as their authors have them: what goes in and out is as it is. */
export function hostFunctions(from: Builtins, sources: CustomSources, told: Told, debug: Debug): HostFunctions {
  return Object.fromEntries(Object.keys(sources).map((name) => [name, hostFunction(name, from, sources, told, debug)]));
}

/**
 * What code calls `iml`: the functions of an app and the built-in ones. A name that is both is the app's, but within the
 * very function of that name the built-in one, which it can so extend.
 */
export function imlFor(from: Builtins, sources: CustomSources, told: Told, debug: Debug, within?: string): object {
  const named = (name: string): HostFunction | undefined => {
    const spec = from.builtins.get(name);
    const isOwn = Object.hasOwn(sources, name) && !(spec && name === within);
    if (isOwn) return hostFunction(name, from, sources, told, debug);
    return (
      spec &&
      ((...args) => toHost(callBuiltin(spec, from, args.map(fromHost), { ...told, site: { ...told.site, name } })))
    );
  };
  return new Proxy({}, { get: (_, name) => (typeof name === "string" ? named(name) : undefined) });
}

/** A function of the app as its author has it. As in Make, `this.timezone` is the zone in force. */
function hostFunction(name: string, from: Builtins, sources: CustomSources, told: Told, debug: Debug): HostFunction {
  const make = sources[name];
  if (make === undefined) throw new Error(`There is no function ${name}.`);
  return (...args) => {
    const implementation = make(imlFor(from, sources, told, debug, name), debug);
    return Reflect.apply(implementation, { timezone: told.zone }, args);
  };
}

function silent(): void {}

function reason(error: unknown): string {
  if (error instanceof ImlError) return error.message.replace(/\.$/, "");
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return `it threw ${typeof error === "string" ? `'${error}'` : `a value that is no error (${typeof error})`}`;
}
