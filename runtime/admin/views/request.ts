import type { EditableBody } from "../../editable-body.ts";
import type { ListedRequest } from "../../engine/engine.ts";
import { redactNamed } from "../../procedure/redact.ts";
import { about, choice, instant, integer, named, object, optional, record, text } from "../answer-shape.ts";
import { FAILURE } from "./failure.ts";
import { time } from "./time.ts";

/** A request without its query; with its body if it is read by itself. */
export interface RequestView extends Omit<ListedRequest, "receivedAt" | "url"> {
  readonly receivedAt: string;
  readonly path: string;
  readonly body?: EditableBody;
}

const BODY = object<EditableBody>({
  kind: choice({ json: "", form: "its fields are written as a JSON object", text: "" }),
  text: text("A mark stands for what is secret in it."),
});

/** The shape of a request. */
export const REQUEST = named(
  "Request",
  object<RequestView>({
    seq: integer("What rows are sorted by: newer ones have greater numbers."),
    id: text(),
    app: text(),
    webhook: text(),
    receivedAt: instant(),
    method: text(),
    path: text("Without the query."),
    headers: record(text(), "By their names in lower case; `[redacted]` stands for what is secret."),
    bodyBytes: integer("The length of the body, in bytes."),
    items: integer("How many items it had."),
    failure: optional(about(FAILURE, "Why it could not be evaluated; it can be replayed.")),
    body: optional(about(BODY, "Of a request that is read by itself, if the body is JSON, a form or text.")),
  }),
);

/** The request without its body. */
export function requestView({
  seq,
  id,
  app,
  webhook,
  receivedAt,
  method,
  url,
  headers,
  bodyBytes,
  items,
  failure,
}: ListedRequest): RequestView {
  return {
    seq,
    id,
    app,
    webhook,
    receivedAt: time(receivedAt),
    method,
    path: url.split("?", 1)[0] ?? "",
    headers: redactNamed(headers),
    bodyBytes,
    items,
    failure,
  };
}
