import type { IncomingMessage, ServerResponse } from "node:http";
import type { Receiver } from "../receiver/receiver.ts";
import { toNode } from "./node.ts";

/**
 * A plugin of Fastify for a receiver, or for a consumer of deliveries: it takes every request below its `prefix`. Within it,
 * and only there, bodies are left unparsed, so that their bytes stay as they came.
 *
 * @example
 * import fastify from "fastify";
 * import { toFastify } from "imlc/fastify";
 * import { createReceiver } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * const receiver = createReceiver(app.webhooks, { onItem: ({ output }) => console.log(output.title) });
 * const server = fastify();
 * await server.register(toFastify(receiver), { prefix: "/hooks" });
 */
export function toFastify(receiver: Receiver): (instance: FastifyScope) => Promise<void> {
  const answer = toNode(receiver);
  return async (instance) => {
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser("*", (_request, _payload, done) => done(null));
    const take = ({ raw }: { readonly raw: IncomingMessage }, reply: FastifyAnswer): void => {
      reply.hijack();
      answer(raw, reply.raw);
    };
    instance.all("/", take);
    instance.all("/*", take);
  };
}

/**
 * What of Fastify the plugin needs.
 *
 * @example
 * import fastify from "fastify";
 * import type { FastifyScope } from "imlc/fastify";
 *
 * export const scope: FastifyScope = fastify();
 */
export interface FastifyScope {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    contentType: string,
    parser: (request: unknown, payload: unknown, done: (error: null) => void) => void,
  ): unknown;
  all(path: string, handler: (request: { readonly raw: IncomingMessage }, reply: FastifyAnswer) => void): unknown;
}

interface FastifyAnswer {
  readonly raw: ServerResponse;
  hijack(): unknown;
}
