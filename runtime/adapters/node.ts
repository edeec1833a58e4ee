import type { IncomingMessage, ServerResponse } from "node:http";
import { RuntimeError } from "../errors.ts";
import { createAnswering } from "../http/answer.ts";
import { refusal } from "../receive/reply.ts";
import type { Receiver } from "../receiver/receiver.ts";
import { bytesOf } from "./parsed.ts";

/**
 * A request listener of `node:http` for a receiver, or for a consumer of deliveries. It reads the body itself, at most 5 MB.
 *
 * @example
 * import { createServer } from "node:http";
 * import { toNode } from "imlc/node";
 * import { createReceiver } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * const receiver = createReceiver(app.webhooks, { onItem: ({ output }) => console.log(output.title) });
 * createServer(toNode(receiver)).listen(3000);
 */
export function toNode({ fetch }: Receiver): (request: IncomingMessage, response: ServerResponse) => void {
  const { answer } = createAnswering(fetch, {});
  return (request, response) => {
    const bytes = bytesOf(request);
    if (bytes instanceof RuntimeError) answerConsumed(response, bytes);
    else answer(request, response, bytes);
  };
}

function answerConsumed(response: ServerResponse, error: RuntimeError): void {
  const { status, headers, body } = refusal(error);
  response.writeHead(status, headers).end(body);
}
