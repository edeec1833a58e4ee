import { connect } from "node:net";

/** What a load generator is told: a request, to be sent over and over on so many connections for so long. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly body: string;
  readonly connections: number;
  readonly milliseconds: number;
}

export interface LoadResult {
  /** Answers of 2xx. */
  readonly good: number;
  readonly bad: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly requestsPerSecond: number;
}

process.on("message", (load: Load) => {
  run(load).then((result) => process.send?.(result));
});

async function run(load: Load): Promise<LoadResult> {
  const bytes = Buffer.from(
    `POST ${load.path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(load.body)}\r\n\r\n${load.body}`,
  );
  const begun = performance.now();
  const end = begun + load.milliseconds;
  const times: number[] = [];
  let bad = 0;
  const answered = (status: string, took: number): void => {
    if (status.startsWith("2")) times.push(took);
    else bad += 1;
  };
  await Promise.all(Array.from({ length: load.connections }, () => converse(load.port, bytes, end, answered)));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? 0;
  return { good: times.length, bad, p50: at(0.5), p99: at(0.99), requestsPerSecond: times.length / seconds };
}

/** One connection: the next request goes out when the answer to the one before is whole. */
function converse(
  port: number,
  bytes: Buffer,
  end: number,
  answered: (status: string, took: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let begun = 0;
    let pending = "";
    const ask = (): void => {
      begun = performance.now();
      socket.write(bytes);
    };
    socket.on("connect", ask);
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      const headEnd = pending.indexOf("\r\n\r\n");
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(pending)?.[1] ?? 0);
      if (headEnd === -1 || pending.length < headEnd + 4 + length) return;
      answered(pending.slice(9, 12), performance.now() - begun);
      pending = "";
      if (performance.now() < end) return ask();
      socket.end();
      resolve();
    });
  });
}
