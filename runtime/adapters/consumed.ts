import { RuntimeError } from "../errors.ts";

/** Somebody has read a body before it came here, and has kept of its bytes only what they mean. */
export const CONSUMED = new RuntimeError(
  "body-consumed",
  500,
  "The body of this request was parsed before the receiver got it, and a signature is of its bytes as they came. Mount the receiver before `express.json()` and other body parsers, or have them leave its path alone.",
);
