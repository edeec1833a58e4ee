import type { SchemeName } from "./schemes.ts";

/** How the requests to a webhook prove where they come from. */
export interface Signature {
  readonly scheme: SchemeName | SignatureScheme;
  /** Variables of the environment; each that is set and not empty holds a secret, and any of these will do. */
  readonly secrets: readonly string[];
  /** Seconds by which a timestamp may differ from the time of arrival; default: what the scheme says. */
  readonly tolerance?: number;
  /** The status of the answer to a request that is refused, 400–499; default: 401. */
  readonly status?: number;
}

/** How a service signs its requests: an HMAC, carried by a header. */
export interface SignatureScheme {
  /** The header with the signature, in lower case. */
  readonly header: string;
  readonly form: SignatureForm;
  readonly algorithm: SignatureAlgorithm;
  readonly encoding: SignatureEncoding;
  /** What is signed: all of it, one behind the other. */
  readonly signed: readonly SignedPart[];
  /** Absent: the service signs no time, so that an old request cannot be told from a new one. */
  readonly timestamp?: SignedTimestamp;
  /** How the key is written: a text that is the key, or `whsec_` (or nothing) and the key in base64. */
  readonly secret: "text" | "whsec";
  /** Whether the request that asks if the URL is ours is signed. One that is not may be answered by `verification` only. */
  readonly handshake: "signed" | "unsigned";
  /** What the service wants to be answered when it asks if the URL is ours. Absent: nothing that takes the secret. */
  readonly challenge?: SignedChallenge;
  /** What the service insists on being answered when a signature is wrong: 401 without a body. */
  readonly refusal?: "empty-401";
}

/** A token whose HMAC, by the hash function of the scheme, only somebody who knows the secret can answer. */
export interface SignedChallenge {
  readonly of: TokenPlace;
  /** How the answer is written. */
  readonly encoding: SignatureEncoding;
}

/** Where a token stands in a request. */
export type TokenPlace =
  /** The keys that lead to it. */
  | { readonly kind: "body"; readonly path: readonly string[] }
  /** Its name in lower case. */
  | { readonly kind: "header"; readonly name: string };

/** How signatures stand in their header. Those with another prefix or key are of other versions, and are passed over. */
export type SignatureForm =
  /** One signature behind a prefix: `sha256=…`. */
  | { readonly kind: "whole"; readonly prefix: string }
  /** Several, parted by spaces: `v1,… v1,…`. */
  | { readonly kind: "list"; readonly prefix: string }
  /** Names and values, parted by commas: `t=…,v1=…,v1=…`. */
  | { readonly kind: "pairs"; readonly key: string; readonly prefix: string };

/** The hash function of the HMAC. */
export type SignatureAlgorithm = "sha1" | "sha256" | "sha512";

/** How the bytes of a signature are written. */
export type SignatureEncoding = "hex" | "base64" | "base64url";

/** A part of what is signed. */
export type SignedPart =
  | { readonly kind: "text"; readonly text: string }
  /** The bytes of the body as they came. */
  | { readonly kind: "rawBody" }
  /** The public URL with its query; the escapes of the characters in `decoded` are undone. */
  | { readonly kind: "url"; readonly decoded: string }
  | { readonly kind: "method" }
  /** The timestamp as it is written. */
  | { readonly kind: "timestamp" }
  /** A header that has to be there; its name in lower case. */
  | { readonly kind: "header"; readonly name: string };

/** When a request was signed. */
export interface SignedTimestamp {
  /** Where it stands: in a header of its own (name in lower case), or as a pair of the signature's header. */
  readonly from: { readonly kind: "header"; readonly name: string } | { readonly kind: "pair"; readonly key: string };
  readonly unit: "seconds" | "milliseconds";
  /** Seconds by which it may differ from the time of arrival. */
  readonly tolerance: number;
}
