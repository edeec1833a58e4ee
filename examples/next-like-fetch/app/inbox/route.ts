import { createConsumer } from "imlc/consumer";
import { toFetch } from "imlc/fetch";
import type { Output } from "../../generated/issues/webhook.ts";

const consumer = createConsumer<Output>({
  secrets: [process.env.IMLC_SECRET, process.env.IMLC_SECRET_OLD],
  async onDelivery({ id, output }) {
    console.log(`${output.title}, since ${output.opened} (${id})`);
  },
});
const handle = toFetch(consumer);

export async function POST(request: Request): Promise<Response> {
  return handle(request);
}
