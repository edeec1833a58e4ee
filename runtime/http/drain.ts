import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * A function that closes the server without cutting an answer short: it takes no more connections, ends those that have no
 * request in work, and each other one after its answer, which it waits for `patience` milliseconds. Resolves when all have
 * ended.
 */
export function drainable(server: Server, patience: number): () => Promise<void> {
  const inWork = new Map<Socket, number>();
  let draining = false;

  server.on("connection", (socket) => {
    inWork.set(socket, 0);
    socket.once("close", () => inWork.delete(socket));
  });
  server.on("request", ({ socket }, outgoing) => {
    inWork.set(socket, (inWork.get(socket) ?? 0) + 1);
    outgoing.once("close", () => {
      const left = (inWork.get(socket) ?? 1) - 1;
      // A connection that is cut has left the map already.
      if (inWork.has(socket)) inWork.set(socket, left);
      if (draining && left === 0) socket.destroySoon();
    });
  });

  return () => {
    draining = true;
    return new Promise((resolve, reject) => {
      const end = setTimeout(() => server.closeAllConnections(), patience);
      server.close((error) => {
        clearTimeout(end);
        if (error === undefined) resolve();
        else reject(error);
      });
      for (const [socket, requests] of inWork) if (requests === 0) socket.destroySoon();
    });
  };
}
