import type { Headers } from "../headers.ts";
import type { SignatureScheme, SignedChallenge, SignedPart, SignedTimestamp } from "./scheme.ts";

/** A scheme of a known service. */
interface SchemeRow extends SignatureScheme {
  /** What is signed by what, as a sentence. */
  readonly doc: string;
  /** Where the service says so. */
  readonly source: string;
  /** What the service says of an event in headers of its own, beside the signature. */
  readonly headers?: Headers;
}

const rawBody: SignedPart = { kind: "rawBody" };
const timestamp: SignedPart = { kind: "timestamp" };
const url: SignedPart = { kind: "url", decoded: "" };

function text(text: string): SignedPart {
  return { kind: "text", text };
}

/** Seconds since 1970 in a header, good for 5 minutes. */
function secondsIn(name: string): SignedTimestamp {
  return { from: { kind: "header", name }, unit: "seconds", tolerance: 300 };
}

/** What most services have in common: a single signature over the body alone. */
const ofBody = {
  algorithm: "sha256",
  signed: [rawBody],
  secret: "text",
  handshake: "signed",
} as const satisfies Partial<SignatureScheme>;

/** The schemes of known services, by the names that they have in `imlc.json`. */
export const schemes = {
  "standard-webhooks": {
    doc: "`webhook-signature` has signatures in base64 of the id, the time and the body; the secret is `whsec_` and a key in base64.",
    source: "Standard Webhooks specification, Signature scheme",
    header: "webhook-signature",
    form: { kind: "list", prefix: "v1," },
    algorithm: "sha256",
    encoding: "base64",
    signed: [{ kind: "header", name: "webhook-id" }, text("."), timestamp, text("."), rawBody],
    timestamp: secondsIn("webhook-timestamp"),
    secret: "whsec",
    handshake: "signed",
  },
  slack: {
    doc: "`x-slack-signature` has the signature in hexadecimal of the time and the body; the secret is the signing secret of the app.",
    source: "Slack API, Verifying requests from Slack",
    ...ofBody,
    header: "x-slack-signature",
    form: { kind: "whole", prefix: "v0=" },
    encoding: "hex",
    signed: [text("v0:"), timestamp, text(":"), rawBody],
    timestamp: secondsIn("x-slack-request-timestamp"),
    headers: {
      "x-slack-retry-num": { doc: "How often Slack has sent the event before." },
      "x-slack-retry-reason": { doc: "Why Slack sends the event again." },
    },
  },
  github: {
    doc: "`x-hub-signature-256` has the signature in hexadecimal of the body; the secret is that of the webhook.",
    source: "GitHub Docs, Validating webhook deliveries",
    ...ofBody,
    header: "x-hub-signature-256",
    form: { kind: "whole", prefix: "sha256=" },
    encoding: "hex",
    headers: {
      "x-github-event": { doc: "What has happened: `issues`." },
      "x-github-delivery": { doc: "The id of the delivery." },
      "x-github-hook-id": { doc: "The id of the webhook." },
    },
  },
  stripe: {
    doc: "`stripe-signature` has signatures in hexadecimal of the time and the body; the secret is that of the endpoint, `whsec_` and all.",
    source: "Stripe Docs, Verify webhook signatures manually",
    ...ofBody,
    header: "stripe-signature",
    form: { kind: "pairs", key: "v1", prefix: "" },
    encoding: "hex",
    signed: [timestamp, text("."), rawBody],
    timestamp: { from: { kind: "pair", key: "t" }, unit: "seconds", tolerance: 300 },
  },
  "hubspot-v3": {
    doc: "`x-hubspot-signature-v3` has the signature in base64 of the method, the public URL, the body and the time; the secret is the client secret of the app.",
    source: "HubSpot developer docs, Validating requests, v3",
    ...ofBody,
    header: "x-hubspot-signature-v3",
    form: { kind: "whole", prefix: "" },
    encoding: "base64",
    signed: [{ kind: "method" }, { kind: "url", decoded: ":/?@!$'()*,;" }, rawBody, timestamp],
    timestamp: {
      from: { kind: "header", name: "x-hubspot-request-timestamp" },
      unit: "milliseconds",
      tolerance: 300,
    },
  },
  shopify: {
    doc: "`x-shopify-hmac-sha256` has the signature in base64 of the body; the secret is the client secret of the app.",
    source: "Shopify developer docs, Verify webhook deliveries over HTTPS",
    ...ofBody,
    header: "x-shopify-hmac-sha256",
    form: { kind: "whole", prefix: "" },
    encoding: "base64",
    headers: {
      "x-shopify-topic": { doc: "What has happened: `orders/create`." },
      "x-shopify-shop-domain": { doc: "The shop in which it has happened." },
      "x-shopify-webhook-id": { doc: "The id of the delivery." },
      "x-shopify-event-id": { doc: "The id of the event, the same in each delivery of it." },
      "x-shopify-triggered-at": { doc: "When it has happened." },
      "x-shopify-api-version": { doc: "The version of the API in which the event is written." },
    },
  },
  zoom: {
    doc: "`x-zm-signature` has the signature in hexadecimal of the time and the body; the secret is the secret token of the app.",
    source: "Zoom developer docs, Using webhooks, Verify with Zoom's header",
    ...ofBody,
    header: "x-zm-signature",
    form: { kind: "whole", prefix: "v0=" },
    encoding: "hex",
    signed: [text("v0:"), timestamp, text(":"), rawBody],
    timestamp: secondsIn("x-zm-request-timestamp"),
    challenge: { of: { kind: "body", path: ["payload", "plainToken"] }, encoding: "hex" },
  },
  meta: {
    doc: "`x-hub-signature-256` has the signature in hexadecimal of the body; the secret is the app secret. The GET by which the URL is verified is not signed.",
    source: "Meta Graph API docs, Webhooks, Validating payloads",
    ...ofBody,
    header: "x-hub-signature-256",
    form: { kind: "whole", prefix: "sha256=" },
    encoding: "hex",
    handshake: "unsigned",
  },
  xero: {
    doc: "`x-xero-signature` has the signature in base64 of the body; the secret is the webhook key. Xero also sends wrong signatures, and wants 401 without a body for them.",
    source: "Xero developer docs, Webhooks, Configuring your server",
    ...ofBody,
    header: "x-xero-signature",
    form: { kind: "whole", prefix: "" },
    encoding: "base64",
    refusal: "empty-401",
  },
  intuit: {
    doc: "`intuit-signature` has the signature in base64 of the body; the secret is the verifier token of the app.",
    source: "Intuit developer docs, Managing webhooks notifications, Validating the notification",
    ...ofBody,
    header: "intuit-signature",
    form: { kind: "whole", prefix: "" },
    encoding: "base64",
  },
  square: {
    doc: "`x-square-hmacsha256-signature` has the signature in base64 of the public URL and the body; the secret is the signature key of the subscription.",
    source: "Square developer docs, Verify and validate an event notification",
    ...ofBody,
    header: "x-square-hmacsha256-signature",
    form: { kind: "whole", prefix: "" },
    encoding: "base64",
    signed: [url, rawBody],
  },
} as const satisfies Readonly<Record<string, SchemeRow>>;

/** The name of a scheme in `imlc.json`. */
export type SchemeName = keyof typeof schemes;

/** The names of the schemes. */
export const schemeNames = Object.keys(schemes) as readonly SchemeName[];

/** The headers of requests that are signed by a scheme, one of a name or another, by which they are known. */
export function headersIn(scheme: SchemeName | SignatureScheme): Headers {
  const row: SignatureScheme | SchemeRow = typeof scheme === "string" ? schemes[scheme] : scheme;
  const { header, timestamp, signed, challenge } = row;
  const parts = signed.flatMap((part) => (part.kind === "header" ? [part.name] : []));
  const names = [
    header,
    ...(timestamp?.from.kind === "header" ? [timestamp.from.name] : []),
    ...parts,
    ...(challenge?.of.kind === "header" ? [challenge.of.name] : []),
  ];
  const own = Object.fromEntries(
    names.map((name) => [name, { doc: "A part of what the service signs, or its signature." }]),
  );
  return { ...("headers" in row ? row.headers : {}), ...own };
}

/** What a scheme, one of a name or another, wants to be answered to its handshake. */
export function challengeIn(scheme: SchemeName | SignatureScheme): SignedChallenge | undefined {
  const whole: SignatureScheme = typeof scheme === "string" ? schemes[scheme] : scheme;
  return whole.challenge;
}
