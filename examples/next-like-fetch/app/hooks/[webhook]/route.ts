import { toFetch } from "imlc/fetch";
import { receiver } from "../../../receiver.ts";

const handle = toFetch(receiver);

export async function POST(request: Request): Promise<Response> {
  return handle(request);
}
