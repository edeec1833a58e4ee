/**
 * An error that somebody outside caused; `status` is what an HTTP caller is told, `code` what a program can tell apart.
 *
 * @example
 * import { createReceiver, RuntimeError } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * try {
 *   createReceiver(app.webhooks, { onItem: console.log });
 * } catch (error) {
 *   if (error instanceof RuntimeError) console.error(error.code, error.message);
 * }
 */
export class RuntimeError extends Error {
  override readonly name: string = "RuntimeError";
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
