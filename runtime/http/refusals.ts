import { RuntimeError } from "../errors.ts";
import { refusal } from "../receive/reply.ts";

/** The body is over the limit. */
export const TOO_LARGE = refusal(
  new RuntimeError("body-too-large", 413, "The body, uncompressed, is larger than this server takes."),
);

/** The body cannot be uncompressed. */
export const NOT_INFLATABLE = refusal(
  new RuntimeError("body-unreadable", 400, "The body is not what its content-encoding says it is."),
);

/** So much is in work that this request is not. */
export const OVERLOADED = refusal(
  new RuntimeError("overloaded", 503, "Too many requests are in work; send it again."),
  { "retry-after": "1" },
);
