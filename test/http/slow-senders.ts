import { dial } from "./raw.ts";

/** Connections on which a request comes byte by byte. */
export interface SlowSenders {
  /** How many of them the server has not ended yet. */
  open(): number;
  /** How long each was open, in milliseconds, when the server has ended them all. */
  readonly ended: Promise<readonly number[]>;
}

/** Opens so many connections, and sends on each a byte every so many milliseconds: half of them of a header, half of a body. */
export async function slowSenders(port: number, count: number, every: number): Promise<SlowSenders> {
  let left = count;
  const all = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const socket = await dial(port);
      const begun = performance.now();
      socket.on("error", () => undefined).resume();
      socket.write(`POST /hooks/slow HTTP/1.1\r\nhost: a\r\n${n % 2 === 0 ? "x: " : "content-length: 1000\r\n\r\n"}`);
      const sending = setInterval(() => socket.write("x"), every);
      return new Promise<() => Promise<number>>((resolve) => {
        const ended = new Promise<number>((end) => {
          socket.once("close", () => {
            clearInterval(sending);
            left -= 1;
            end(performance.now() - begun);
          });
        });
        resolve(() => ended);
      });
    }),
  );
  return { open: () => left, ended: Promise.all(all.map((ended) => ended())) };
}
