import { valueUnder } from "../../fields.ts";
import { wrongShape } from "../../manifest/diagnostics.ts";
import type { Reading } from "../../manifest/reading.ts";
import { constant, list, type RecordShape, record } from "../../manifest/shape.ts";
import type { Field } from "../../program.ts";
import { numberUnder } from "./constants.ts";

/** To what a server holds those who send requests; what is undefined is left to the runtime. */
export interface ServerConfig {
  /** Bytes. */
  readonly maxBody: number | undefined;
  /** Milliseconds. */
  readonly arrival: number | undefined;
  readonly maxRequests: number | undefined;
  /** Origins. */
  readonly redirects: readonly string[] | undefined;
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
  redirects: {
    shape: list(constant("text")),
    doc: "Origins, as `https://app.example.com`, to which a user's browser may be sent after an authorization, besides the server's own.",
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
    redirects: server && textsUnder(server, "redirects")?.map(({ text }) => text),
  };
}

/** Reports origins that are none. */
export function checkServer(root: Field, { diagnostics }: Reading): void {
  const server = valueUnder(root, "server");
  for (const { field, text } of (server && textsUnder(server, "redirects")) ?? []) {
    const url = URL.parse(text);
    if (url !== null && /^https?:$/.test(url.protocol) && url.origin === text) continue;
    const params = {
      where: "`server.redirects`",
      is: JSON.stringify(text),
      takes: "origins, as `https://app.example.com`",
    };
    diagnostics.push(wrongShape(field, params));
  }
}

function textsUnder(object: Field, key: string): readonly { field: Field; text: string }[] | undefined {
  const field = valueUnder(object, key);
  if (field?.kind !== "array") return undefined;
  return field.items.flatMap((item) =>
    item.kind === "constant" && typeof item.value === "string" ? [{ field: item, text: item.value }] : [],
  );
}
