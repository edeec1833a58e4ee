import type { Collection } from "../../language/values.ts";
import type { ObjectShape } from "./shape.ts";

/** One operation of the admin API, declared once: the router, the checks and the OpenAPI document read it. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With its parameters in braces: `/admin/apps/{app}/connections/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** Its query parameters, each with what it says. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: ObjectShape;
  /** True: a request without a body means one without keys. */
  readonly mayBeBare?: true;
  /** What each status means. */
  readonly answers: Readonly<Record<number, string>>;
  /** The media type of a good answer that comes bit by bit; absent: JSON, whole. */
  readonly produces?: "text/event-stream";
  readonly handle: (call: Call) => Promise<Answer | StreamAnswer>;
}

export interface Call {
  /** The decoded parts of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** An empty collection where the route has none. */
  readonly body: Collection;
}

export interface Answer {
  readonly status: number;
  /** Plain JSON. */
  readonly body: unknown;
}

export interface StreamAnswer {
  readonly status: number;
  readonly stream: AsyncIterable<string>;
}
