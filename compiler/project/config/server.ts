import { valueUnder } from "../../fields.ts";
import { constant, type RecordShape, record } from "../../manifest/shape.ts";
import type { Field } from "../../program.ts";
import { numberUnder } from "./constants.ts";

/** To what a server holds those who send requests; what is undefined is left to the runtime. */
export interface ServerConfig {
  /** Bytes. */
  readonly maxBody: number | undefined;
  /** Milliseconds. */
  readonly arrival: number | undefined;
  readonly maxRequests: number | undefined;
}

/** What `server` in `imlc.json` may hold. */
export const serverShape: RecordShape = record({
  maxBody: {
    shape: constant("number", { range: [1024, 104_857_600] }),
    doc: "How many bytes the body of a request may have, uncompressed; a larger one is answered with 413.",
    default: "5242880, which is 5 MB",
  },
  arrival: {
    shape: constant("number", { range: [1, 300] }),
    doc: "Seconds in which the headers and the body of a request must have come; else its connection is closed.",
    default: "10",
  },
  maxRequests: {
    shape: constant("number", { range: [1, 100_000] }),
    doc: "How many requests may be in work at once; further ones are answered with 503 and `retry-after`.",
    default: "4096",
  },
});

/** What `imlc.json` says of the server. */
export function readServer(root: Field): ServerConfig {
  const server = valueUnder(root, "server");
  const arrival = server && numberUnder(server, "arrival");
  return {
    maxBody: server && numberUnder(server, "maxBody"),
    arrival: arrival === undefined ? undefined : arrival * 1000,
    maxRequests: server && numberUnder(server, "maxRequests"),
  };
}
