import { createHmac } from "node:crypto";
import { sign as octokitSign } from "@octokit/webhooks-methods";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { base64, hex, hmac, type Provider, seconds } from "./provider.ts";
import { putTogether } from "./put-together.ts";

const plain = { secret: "a secret of the service", otherSecret: "another secret of it" };

/** Services that sign with a header of hexadecimal digits or of base64. */
const inHex = { header: "x-signature", encoded: hex, encoding: "hex" } as const;
const inBase64 = { header: "x-signature", encoded: base64, encoding: "base64" } as const;

/**
 * Signed by libraries of others where there are some, else by Node's own HMAC after the service's documentation. No part
 * of imlc takes part in it.
 */
export const providers: readonly Provider[] = [
  {
    name: "standard-webhooks",
    signature: { scheme: "standard-webhooks" },
    manifest: { uid: "{{body.data.tenant}}" },
    secret: `whsec_${Buffer.from("a key of twenty-four byte").toString("base64")}`,
    otherSecret: `whsec_${Buffer.from("other key of 24 bytes ok!").toString("base64")}`,
    owners: ["tenant-1", "tenant-2"],
    event: (owner) => ({ body: JSON.stringify({ type: "user.created", data: { tenant: owner } }) }),
    sign: (secret, { body, now }) => ({
      "webhook-id": "msg_1",
      "webhook-timestamp": String(seconds(now)),
      "webhook-signature": new StandardWebhook(secret).sign("msg_1", new Date(now), body),
    }),
    ...inBase64,
    header: "webhook-signature",
    isTimed: true,
  },
  {
    ...plain,
    name: "slack",
    signature: { scheme: "slack" },
    manifest: {
      verification: {
        condition: "{{body.type = 'url_verification'}}",
        respond: { body: { challenge: "{{body.challenge}}" } },
      },
      uid: "{{body.team_id}}",
    },
    owners: ["T01", "T02"],
    event: (owner) => ({ body: JSON.stringify({ type: "event_callback", team_id: owner, event: { text: "hé 😀" } }) }),
    sign: (secret, { body, now }) => ({
      "x-slack-request-timestamp": String(seconds(now)),
      "x-slack-signature": `v0=${hmac("hex", secret, "v0:", seconds(now), ":", body)}`,
    }),
    ...inHex,
    header: "x-slack-signature",
    isTimed: true,
  },
  {
    ...plain,
    name: "github",
    signature: { scheme: "github" },
    manifest: { uid: "{{body.installation.id}}" },
    owners: ["1001", "1002"],
    event: (owner) => ({ body: JSON.stringify({ action: "opened", installation: { id: Number(owner) } }) }),
    // The library signs with no empty secret; whoever attacks does.
    sign: async (secret, { body }) => ({
      "x-hub-signature-256": secret === "" ? `sha256=${hmac("hex", secret, body)}` : await octokitSign(secret, body),
    }),
    ...inHex,
    header: "x-hub-signature-256",
    isTimed: false,
  },
  {
    name: "stripe",
    signature: { scheme: "stripe" },
    manifest: { uid: "{{body.account}}" },
    secret: "whsec_of_an_endpoint",
    otherSecret: "whsec_of_another",
    owners: ["acct_1", "acct_2"],
    event: (owner) => ({ body: JSON.stringify({ id: "evt_1", account: owner, type: "charge.succeeded" }) }),
    sign: (secret, { body, now }) => ({
      "stripe-signature": Stripe.webhooks.generateTestHeaderString({
        payload: body,
        secret,
        timestamp: seconds(now),
      }),
    }),
    ...inHex,
    header: "stripe-signature",
    isTimed: true,
  },
  {
    ...plain,
    name: "hubspot-v3",
    signature: { scheme: "hubspot-v3" },
    manifest: { iterate: "{{body}}", uid: "{{item.portalId}}" },
    owners: ["62515", "62516"],
    event: (owner) => ({ body: JSON.stringify([{ portalId: Number(owner), subscriptionType: "contact.creation" }]) }),
    sign: (secret, { method, url, body, now }) => ({
      "x-hubspot-request-timestamp": String(now),
      "x-hubspot-signature-v3": hmac("base64", secret, method, url, body, now),
    }),
    ...inBase64,
    header: "x-hubspot-signature-v3",
    isTimed: true,
  },
  {
    ...plain,
    name: "shopify",
    signature: { scheme: "shopify" },
    manifest: { uid: "{{headers.`x-shopify-shop-domain`}}" },
    owners: ["one.myshopify.com", "two.myshopify.com"],
    event: (owner) => ({
      body: JSON.stringify({ id: 1, title: "a shirt" }),
      headers: { "x-shopify-shop-domain": owner },
    }),
    sign: (secret, { body }) => ({ "x-shopify-hmac-sha256": hmac("base64", secret, body) }),
    ...inBase64,
    header: "x-shopify-hmac-sha256",
    isTimed: false,
  },
  {
    ...plain,
    name: "zoom",
    signature: { scheme: "zoom" },
    manifest: {
      verification: {
        condition: "{{body.event = 'endpoint.url_validation'}}",
        respond: {
          body: { plainToken: "{{body.payload.plainToken}}", encryptedToken: "{{signature.challenge}}" },
        },
      },
      uid: "{{body.payload.account_id}}",
    },
    owners: ["AAAAAABBBB", "aaaaaabbbb"],
    event: (owner) => ({ body: JSON.stringify({ event: "meeting.started", payload: { account_id: owner } }) }),
    sign: (secret, { body, now }) => ({
      "x-zm-request-timestamp": String(seconds(now)),
      "x-zm-signature": `v0=${hmac("hex", secret, "v0:", seconds(now), ":", body)}`,
    }),
    ...inHex,
    header: "x-zm-signature",
    isTimed: true,
  },
  {
    ...plain,
    name: "meta",
    signature: { scheme: "meta" },
    manifest: {
      verification: {
        condition: "{{query.`hub.mode` = 'subscribe' & query.`hub.verify_token` = 'the word we agreed on'}}",
        respond: { type: "text", body: "{{query.`hub.challenge`}}" },
      },
      iterate: "{{body.entry}}",
      uid: "{{item.id}}",
    },
    owners: ["102290129340398", "102290129340399"],
    event: (owner) => ({ body: JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: owner }] }) }),
    sign: (secret, { body }) => ({ "x-hub-signature-256": `sha256=${hmac("hex", secret, body)}` }),
    ...inHex,
    header: "x-hub-signature-256",
    isTimed: false,
  },
  {
    ...plain,
    name: "xero",
    signature: { scheme: "xero" },
    manifest: { iterate: "{{body.events}}", uid: "{{item.tenantId}}", respond: { type: "text", body: "" } },
    owners: ["c2cc9b6e-9458-4c7d-93cc-f02b81b0594f", "c2cc9b6e-9458-4c7d-93cc-f02b81b05950"],
    event: (owner) => ({
      body: JSON.stringify({ events: [{ tenantId: owner, eventType: "UPDATE" }], entropy: "S0m3" }),
    }),
    sign: (secret, { body }) => ({ "x-xero-signature": hmac("base64", secret, body) }),
    ...inBase64,
    header: "x-xero-signature",
    isTimed: false,
  },
  {
    ...plain,
    name: "intuit",
    signature: { scheme: "intuit" },
    manifest: { iterate: "{{body}}", uid: "{{item.intuitaccountid}}" },
    owners: ["310687", "310688"],
    event: (owner) => ({ body: JSON.stringify([{ type: "qbo.invoice.created.v1", intuitaccountid: owner }]) }),
    sign: (secret, { body }) => ({ "intuit-signature": hmac("base64", secret, body) }),
    ...inBase64,
    header: "intuit-signature",
    isTimed: false,
  },
  {
    ...plain,
    name: "square",
    signature: { scheme: "square" },
    manifest: { uid: "{{body.merchant_id}}" },
    owners: ["6SSW7HV8K2ST5", "6SSW7HV8K2ST6"],
    event: (owner) => ({ body: JSON.stringify({ merchant_id: owner, type: "customer.created" }) }),
    sign: (secret, { url, body }) => ({ "x-square-hmacsha256-signature": hmac("base64", secret, url, body) }),
    ...inBase64,
    header: "x-square-hmacsha256-signature",
    isTimed: false,
  },
  {
    ...plain,
    name: "custom",
    signature: {
      scheme: "custom",
      header: "X-Ledger-Signature",
      part: "s",
      prefix: "v2:",
      algorithm: "sha512",
      encoding: "base64",
      signed: "{{method}} {{headers.`x-ledger-id`}}\n{{timestamp}}\n{{rawBody}}",
      timestamp: { part: "at", unit: "milliseconds" },
      tolerance: 300,
      status: 403,
    },
    manifest: { uid: "{{body.ledger}}" },
    owners: ["0012", "12"],
    event: (owner) => ({ body: JSON.stringify({ ledger: owner }), headers: { "x-ledger-id": "e1" } }),
    sign: (secret, { method, headers, body, now }) => {
      const signed = `${method} ${headers["x-ledger-id"]}\n${now}\n${body}`;
      const signature = createHmac("sha512", secret).update(signed).digest("base64");
      return { "x-ledger-signature": `at=${now}, s=v2:${signature}` };
    },
    ...inBase64,
    header: "x-ledger-signature",
    isTimed: true,
  },
  ...putTogether,
];

/** The variables that the provider's `imlc.json` names, of which the second is there while secrets change. */
export function secretNames({ name }: Provider): readonly [string, string] {
  const prefix = name.toUpperCase().replaceAll("-", "_");
  return [`${prefix}_SECRET`, `${prefix}_OLD_SECRET`];
}

/** An environment that holds, for each provider, these two secrets; undefined: not set. */
export function environmentOf(
  secrets: (provider: Provider) => readonly (string | undefined)[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    providers.flatMap((provider) => {
      const values = secrets(provider);
      return secretNames(provider).flatMap((name, index) => {
        const value = values[index];
        return value === undefined ? [] : [[name, value] as const];
      });
    }),
  );
}
