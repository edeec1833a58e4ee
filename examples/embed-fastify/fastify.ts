import fastify from "fastify";
import { toFastify } from "imlc/fastify";
import { receiver } from "./receiver.ts";

const server = fastify();
await server.register(toFastify(receiver), { prefix: "/hooks" });
console.log(await server.listen({ port: Number(process.env.PORT ?? 3000) }));
