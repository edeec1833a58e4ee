import { connect, type Socket } from "node:net";
import type { ServerLimits } from "../../runtime/http/answer.ts";
import type { RawRequest, Reply } from "../../runtime/http/message.ts";
import { type Listening, listen } from "../../runtime/http/node.ts";

/** A server of this function on a free port. */
export function serveRaw(
  handle: (request: RawRequest) => Promise<Reply>,
  limits?: Partial<ServerLimits>,
): Promise<Listening> {
  return listen(handle, { host: "127.0.0.1", port: 0, limits });
}

/** A connection that is made. */
export function dial(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });
}

/**
 * What the server writes back to these bytes, until it ends the connection or, once it has begun, falls silent for so many
 * milliseconds.
 */
export async function answerTo(port: number, bytes: string | Uint8Array, silence = 300): Promise<string> {
  const socket = await dial(port);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString();
  });
  socket.write(bytes);
  await new Promise<void>((resolve) => {
    socket.setTimeout(30_000, resolve);
    socket.once("data", () => socket.setTimeout(silence));
    socket.once("close", () => resolve());
    socket.once("error", () => resolve());
  });
  socket.destroy();
  return answer;
}
