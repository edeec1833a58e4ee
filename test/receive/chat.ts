import { eq } from "../../language/values.ts";
import type { Webhook } from "../../runtime/contract.ts";

/** What the compiler makes of a chat service's webhook: a handshake, then batches of items of many users. */
export const chat: Webhook = {
  verification: {
    condition: ({ body }) => eq(body?.type, "url_verification"),
    respond: ({ body }) => ({ type: "urlencoded", status: 255, body: { challenge: body?.challenge } }),
  },
  iterate: ({ body }) => body?.data,
  uid: ({ item }) => item?.userId,
  output: ({ item }) => item,
  respond: () => ({ type: "text", status: 200, headers: { Accepted: true }, body: "accepted" }),
  places: {
    "verification.condition": "webhook.iml.json:3:18",
    "verification.respond": "webhook.iml.json:4:16",
    iterate: "webhook.iml.json:17:14",
    uid: "webhook.iml.json:16:10",
    output: "webhook.iml.json:18:13",
    respond: "webhook.iml.json:10:14",
  },
};
