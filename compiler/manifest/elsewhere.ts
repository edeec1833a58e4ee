import type { RecordShape } from "./shape.ts";

/** Keys that belong to another place, each with a sentence that says where. */
export type Elsewhere = NonNullable<RecordShape["elsewhere"]>;

/** Keys that people write into the communication of a webhook. */
export const notInWebhook: Elsewhere = {
  response: "A webhook answers with `respond`.",
  url: "A webhook sends no request; the one that subscribes at the service stands in `attach`.",
  method: "A webhook sends no request; the one that subscribes at the service stands in `attach`.",
  headers: "Headers of the answer stand in `respond`.",
  body: "What is answered stands in `respond`.",
  status: "The status of the answer stands in `respond`.",
  temp: "`temp` is for requests to a service; a webhook has none.",
};

/** Keys that people write beside `response`. */
export const notInRequest: Elsewhere = {
  ...Object.fromEntries(
    ["valid", "error", "iterate", "output", "wrapper", "limit", "trigger", "data", "metadata", "expires"].map((key) => [
      key,
      `It stands in \`response\`: \`"response": {"${key}": …}\`.`,
    ]),
  ),
  query: "The query string is called `qs`.",
  params: "The query string is called `qs`.",
  uri: "The address is called `url`.",
  respond: "It belongs to the communication of a webhook, which answers requests.",
  verification: "It belongs to the communication of a webhook, which answers requests.",
  uid: "The uid of items stands in the webhook, that of a user in the connection.",
};

/** The same where the address is not that of a base. */
export const notInComponent: Elsewhere = {
  ...notInRequest,
  baseUrl: "The address that others are joined to stands in the base.",
};

/** Keys that people write into `response`. */
export const notInResponse: Elsewhere = {
  uid: "Only a connection says who its user is.",
  metadata: "Only a connection is shown to people by what it is called.",
  expires: "Only a connection expires.",
  status: "`response` says what is done with the service's answer; only a webhook and a responder answer themselves.",
  headers: "`response` says what is done with the service's answer; headers that are sent stand beside it.",
  body: "`response` says what is done with the service's answer; what is sent stands beside it.",
  pagination: "It stands beside `response`.",
  repeat: "It stands beside `response`.",
  condition: "Whether the request is sent stands beside `response`; whether the answer is accepted is called `valid`.",
};
