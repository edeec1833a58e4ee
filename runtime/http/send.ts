/**
 * A request to another server.
 *
 * @example
 * import type { OutgoingRequest } from "imlc/runtime";
 *
 * export const lineOf = ({ method, url }: OutgoingRequest): string => `${method} ${new URL(url).host}`;
 */
export interface OutgoingRequest {
  readonly method: string;
  /** Absolute, `http:` or `https:`. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds for the whole exchange, redirects included. */
  readonly timeout: number;
  /** How many redirects are followed; with 0 the redirecting answer itself is the result. */
  readonly redirects: number;
  /** Certificates in PEM format that are trusted in place of those of the system. */
  readonly ca?: string;
}

/**
 * The answer of a service to an outgoing request.
 *
 * @example
 * import type { IncomingAnswer } from "imlc/runtime";
 *
 * export const textOf = ({ body }: IncomingAnswer): string => new TextDecoder().decode(body);
 */
export interface IncomingAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Sends one request and resolves to whatever the server answered; rejects with a `SendError` if there was no answer.
 *
 * @example
 * import type { Send } from "imlc/runtime";
 *
 * export const logged =
 *   (send: Send): Send =>
 *   (request) => {
 *     console.log(request.method, new URL(request.url).host);
 *     return send(request);
 *   };
 */
export type Send = (request: OutgoingRequest) => Promise<IncomingAnswer>;

/**
 * Why nothing was sent, or no answer came.
 *
 * @example
 * import type { SendErrorCode } from "imlc/runtime";
 *
 * const passing: readonly SendErrorCode[] = ["connection-failed", "timeout"];
 * export const isWorthAnotherTry = (code: SendErrorCode): boolean => passing.includes(code);
 */
export type SendErrorCode =
  | "address-refused"
  | "proxy-failed"
  | "url-refused"
  | "connection-failed"
  | "timeout"
  | "too-many-redirects"
  | "redirect-refused"
  | "answer-too-large"
  | "answer-encoding";

/**
 * Why there was no answer. The message names the host at most: never a path, a query, a header or a body.
 *
 * @example
 * import { type Send, SendError } from "imlc/runtime";
 *
 * export const send: Send = async ({ url }) => {
 *   throw new SendError("url-refused", `Nothing is sent to ${new URL(url).host}.`);
 * };
 */
export class SendError extends Error {
  override readonly name = "SendError";
  readonly code: SendErrorCode;

  constructor(code: SendErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
