/** Where a function is called: its name, and the place in the manifest as `file:line:column`. */
export interface Site {
  readonly name: string;
  readonly place: string;
}

/** Names a call for the errors it may throw. */
export function site(name: string, place: string): Site {
  return { name, place };
}

/**
 * `argument-type`: the wrong kind of value; `argument-value`: one the function knows nothing of; `limit`: too much
 * work; `raised`: the template says that it is an error; `custom-function`: a function of the app failed.
 */
export type ImlErrorCode = "argument-type" | "argument-value" | "limit" | "raised" | "custom-function";

/** A function could not do its work; `place` says where it is called. */
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
