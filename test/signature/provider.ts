import { createHmac } from "node:crypto";

/** A request as a service is about to sign it. */
export interface Unsigned {
  readonly method: string;
  /** The public one, whole. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A service with one URL for all its users: its app, its events, and how it signs them. */
export interface Provider {
  readonly name: string;
  /** What `imlc.json` says of it, but for the secrets. */
  readonly signature: Readonly<Record<string, unknown>>;
  readonly manifest: object;
  readonly secret: string;
  readonly otherSecret: string;
  /** Two accounts, as the service calls them. */
  readonly owners: readonly [string, string];
  /** An event of an account. */
  readonly event: (owner: string) => { readonly body: string; readonly headers?: Readonly<Record<string, string>> };
  /** The headers that carry the signature, and what it needs. */
  readonly sign: (
    secret: string,
    request: Unsigned,
  ) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** The header that carries the signature, and where in it the encoded bytes stand. */
  readonly header: string;
  readonly encoded: RegExp;
  readonly encoding: "hex" | "base64";
  /** Whether the time is signed. */
  readonly isTimed: boolean;
}

export const hex = /[0-9a-f]{40,128}$/;
export const base64 = /[\w+/]{27,88}={0,2}$/;

/** What nearly all services calculate. */
export function hmac(encoding: "hex" | "base64", secret: string, ...parts: readonly (string | number)[]): string {
  return createHmac("sha256", secret).update(parts.join("")).digest(encoding);
}

export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
