import { createReceiver } from "imlc/runtime";
import app from "./generated/shop/index.ts";

export const receiver = createReceiver(app.webhooks, {
  environment: (name) => process.env[name],
  async onItem({ uid, output }) {
    console.log(
      `${uid}: ${output.buyer} has ordered ${output.order} for ${output.total.toFixed(2)} ${output.currency}`,
    );
  },
});
