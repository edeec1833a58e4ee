import { wrongArgument } from "../arguments.ts";
import { ImlError, type Site } from "../error.ts";
import type { Collection, Value } from "../values.ts";
import { secondsOf } from "./timespan.ts";

/** The claims that options of jsonwebtoken stand for (RFC 7519, section 4.1). */
const options = [
  ["issuer", "iss"],
  ["subject", "sub"],
  ["audience", "aud"],
  ["jwtid", "jti"],
  ["notBefore", "nbf"],
  ["expiresIn", "exp"],
] as const;

/** Those that are given as spans of time from when the token is issued. */
const spans: ReadonlySet<string> = new Set(["notBefore", "expiresIn"]);

/**
 * A payload with the claims that options of jsonwebtoken ask for: `issuer`, `subject`, `audience`, `jwtid`, `notBefore`
 * and `expiresIn` (seconds, or text like `1h`), and `iat` unless `noTimestamp` is true. `now` is in Unix seconds. Throws
 * where a claim is given twice.
 */
export function withClaims(payload: Collection, given: Collection, now: number, site: Site): Collection {
  const issued = typeof payload.iat === "number" ? payload.iat : now;
  const { iat, ...rest } = payload;
  const claims: Record<string, Value> = given.noTimestamp === true ? rest : { ...payload, iat: iat ?? now };
  for (const [option, claim] of options) {
    const value = given[option];
    if (value === undefined || value === null) continue;
    if (Object.hasOwn(payload, claim)) {
      throw new ImlError(
        "argument-value",
        site,
        `the payload has \`${claim}\` already, and so has the option \`${option}\`.`,
      );
    }
    claims[claim] = spans.has(option) ? issued + span(option, value, site) : value;
  }
  return claims;
}

function span(option: string, value: Value, site: Site): number {
  const seconds = typeof value === "number" ? value : typeof value === "string" ? secondsOf(value) : undefined;
  if (seconds === undefined || !Number.isFinite(seconds)) throw wrongArgument(site, option, "span of time", value);
  return Math.floor(seconds);
}
