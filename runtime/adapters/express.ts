import type { IncomingMessage, ServerResponse } from "node:http";
import { RuntimeError } from "../errors.ts";
import type { Receiver } from "../receiver/receiver.ts";
import { toNode } from "./node.ts";
import { bytesOf } from "./parsed.ts";

/**
 * A handler of Express for a receiver, or for a consumer of deliveries. It needs the bytes of the body: mount it before
 * `express.json()`. Where a parser was first, Express gets an error that says so.
 *
 * @example
 * import express from "express";
 * import { toExpress } from "imlc/express";
 * import { createReceiver } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * const receiver = createReceiver(app.webhooks, { onItem: ({ output }) => console.log(output.title) });
 * express().use("/hooks", toExpress(receiver)).use(express.json()).listen(3000);
 */
export function toExpress(receiver: Receiver): ExpressHandler {
  const answer = toNode(receiver);
  return (request, response, next) => {
    const bytes = bytesOf(request);
    if (bytes instanceof RuntimeError) next(bytes);
    else answer(request, response);
  };
}

/**
 * What Express calls with a request.
 *
 * @example
 * import type { ExpressHandler } from "imlc/express";
 *
 * export const nobody: ExpressHandler = (_request, _response, next) => next();
 */
export type ExpressHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;
