import { createReceiver } from "imlc/runtime";
import app from "./generated/issues/index.ts";

export const receiver = createReceiver(app.webhooks, {
  environment: (name) => process.env[name],
  async onItem({ uid, output }) {
    console.log(`${uid}: ${output.action} in ${output.repository}: ${output.title}`);
  },
});
