import type { IncomingMessage } from "node:http";
import type { RuntimeError } from "../errors.ts";
import { CONSUMED } from "./consumed.ts";

/**
 * The bytes of a body that was read before, where who read it has kept them: `express.raw()` as `body`, hosts of functions as
 * `rawBody`. Undefined: it was not read. An error: it was, and its bytes are lost.
 */
export function bytesOf(request: IncomingMessage & Parsed): Uint8Array | RuntimeError | undefined {
  if (!request.readableDidRead) return undefined;
  const kept = [request.rawBody, request.body].find((each) => each instanceof Uint8Array);
  return kept instanceof Uint8Array ? kept : CONSUMED;
}

interface Parsed {
  readonly body?: unknown;
  readonly rawBody?: unknown;
}
