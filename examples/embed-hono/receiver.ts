import { createReceiver } from "imlc/runtime";
import app from "./generated/payments/index.ts";

export const receiver = createReceiver(app.webhooks, {
  environment: (name) => process.env[name],
  async onItem({ uid, platform, output }) {
    const whose = platform ? "the platform" : uid;
    console.log(`${whose}: ${output.event} of ${output.amount.toFixed(2)} ${output.currency}`);
  },
});
