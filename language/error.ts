/**
 * Where a function is called: its name, and the place in the manifest as `file:line:column`.
 *
 * @example
 * import { type Site, site } from "imlc/values";
 *
 * const here: Site = site("round", "webhook.iml.json:3:14");
 * console.log(here.name, here.place); // round webhook.iml.json:3:14
 */
export interface Site {
  readonly name: string;
  readonly place: string;
}

/**
 * Names a call for the errors it may throw.
 *
 * @example
 * import { asNumber, site } from "imlc/values";
 *
 * console.log(asNumber(site("round", "webhook.iml.json:3:14"), "number", "7")); // 7
 */
export function site(name: string, place: string): Site {
  return { name, place };
}

/**
 * `argument-type`: the wrong kind of value; `argument-value`: one the function knows nothing of; `limit`: too much
 * work; `raised`: the template says that it is an error; `custom-function`: a function of the app failed.
 */
export type ImlErrorCode = "argument-type" | "argument-value" | "limit" | "raised" | "custom-function";

/**
 * A function could not do its work; `place` says where it is called.
 *
 * @example
 * import { asNumber, ImlError, site } from "imlc/values";
 *
 * try {
 *   asNumber(site("round", "webhook.iml.json:3:14"), "number", "seven");
 * } catch (error) {
 *   if (error instanceof ImlError) console.log(error.code, error.place); // argument-type webhook.iml.json:3:14
 * }
 */
export class ImlError extends Error {
  override readonly name = "ImlError";
  readonly code: ImlErrorCode;
  readonly place: string;

  constructor(code: ImlErrorCode, at: Site, reason: string) {
    super(`${at.name}: ${reason}`);
    this.code = code;
    this.place = at.place;
  }
}

/** Why an argument is of no use, whatever else a call is given: it fails with this. */
export interface Refusal {
  readonly kind: "refusal";
  readonly code: ImlErrorCode;
  readonly reason: string;
}
