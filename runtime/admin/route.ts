import type { Collection } from "../../language/values.ts";
import type { AnswerShape, Described } from "./answer-shape.ts";
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
  /** What a good answer is: JSON of this shape, whole; or the media type of text that comes bit by bit. */
  readonly answer: Described | "text/event-stream";
  /** What an error of a status is, where it holds more than `error`. */
  readonly refusals?: Readonly<Record<number, Described>>;
  readonly handle: (call: Call) => Promise<Answer<unknown> | StreamAnswer>;
}

/** A route whose good answers, and errors that hold more than usual, are of the types that their shapes describe. */
export interface JsonRoute<T, R extends Refusal = Refusal> extends Route {
  readonly answer: AnswerShape<T>;
  readonly refusals?: Readonly<Record<number, AnswerShape<R>>>;
  readonly handle: (call: Call) => Promise<Answer<T, R>>;
}

export interface Call {
  /** The decoded parts of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** An empty collection where the route has none. */
  readonly body: Collection;
}

export interface Answer<T, R extends Refusal = Refusal> {
  readonly status: number;
  /** Plain JSON; an error where the status is none of success. */
  readonly body: T | R;
}

/** Why there is no good answer. */
export interface Refusal {
  readonly error: { readonly code: string; readonly message: string };
}

export interface StreamAnswer {
  readonly status: number;
  readonly stream: AsyncIterable<string>;
}
