import { Hono } from "hono";
import { toFetch } from "imlc/fetch";
import { receiver } from "./receiver.ts";

const handle = toFetch(receiver);
export default new Hono().all("/hooks/*", (context) => handle(context.req.raw));
