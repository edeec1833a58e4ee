import { connect, type Socket } from "node:net";

/** What a load generator is told: a request, to be sent over and over on so many connections for so long. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly body: string;
  readonly connections: number;
  readonly milliseconds: number;
  /** Requests per second at fixed times, whatever the answers do; undefined: each connection asks again once it is answered. */
  readonly rate?: number;
}

export interface LoadResult {
  /** Answers of 2xx. */
  readonly good: number;
  /** Answers of 429 or 503 with `retry-after`. */
  readonly turnedAway: number;
  readonly bad: number;
  /** Milliseconds of good answers; at a fixed rate from when the request was due, so that a late start counts. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Good ones. */
  readonly requestsPerSecond: number;
}

process.on("message", (load: Load) => {
  run(load).then((result) => process.send?.(result));
});

interface Tally {
  readonly times: number[];
  turnedAway: number;
  bad: number;
}

async function run(load: Load): Promise<LoadResult> {
  const tally: Tally = { times: [], turnedAway: 0, bad: 0 };
  const begun = performance.now();
  await (load.rate === undefined ? closedLoop(load, tally) : openLoop(load, load.rate, tally));
  const seconds = (performance.now() - begun) / 1000;
  const times = tally.times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? 0;
  return {
    good: times.length,
    turnedAway: tally.turnedAway,
    bad: tally.bad,
    p50: at(0.5),
    p99: at(0.99),
    longest: times.at(-1) ?? 0,
    requestsPerSecond: times.length / seconds,
  };
}

async function closedLoop(load: Load, tally: Tally): Promise<void> {
  const end = performance.now() + load.milliseconds;
  const converse = async (): Promise<void> => {
    const line = createLine(load);
    while (performance.now() < end) count(tally, performance.now(), await line.ask());
    line.end();
  };
  await Promise.all(Array.from({ length: load.connections }, converse));
}

/** Requests are due at fixed times; one that finds no connection free waits, and its waiting counts. */
async function openLoop(load: Load, rate: number, tally: Tally): Promise<void> {
  const lines = Array.from({ length: load.connections }, () => createLine(load));
  const free = [...lines];
  const waiting: number[] = [];
  const underWay = new Set<Promise<void>>();
  const send = (): void => {
    while (free.length > 0 && waiting.length > 0) {
      const [line, due] = [free.pop(), waiting.shift()];
      if (line === undefined || due === undefined) return;
      const asked = line.ask().then((answer) => {
        count(tally, due, answer);
        free.push(line);
        underWay.delete(asked);
        send();
      });
      underWay.add(asked);
    }
  };
  const begun = performance.now();
  const total = Math.round((load.milliseconds / 1000) * rate);
  for (let made = 0; made < total; ) {
    const dueBy = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * rate));
    for (; made < dueBy; made += 1) waiting.push(begun + (made * 1000) / rate);
    send();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (underWay.size > 0) await Promise.all(underWay);
  for (const line of lines) line.end();
}

type Answer = "good" | "turned-away" | "bad";

function count(tally: Tally, since: number, answer: Answer): void {
  if (answer === "good") tally.times.push(performance.now() - since);
  else if (answer === "turned-away") tally.turnedAway += 1;
  else tally.bad += 1;
}

interface Line {
  /** Sends the request and resolves when its answer is whole. A line that was closed is opened again. */
  ask(): Promise<Answer>;
  end(): void;
}

function createLine({ port, path, body }: Load): Line {
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  const bytes = Buffer.from(head + body);
  let socket: Socket | undefined;
  let pending = "";
  let done: ((answer: Answer) => void) | undefined;
  const finish = (answer: Answer): void => {
    pending = "";
    const answered = done;
    done = undefined;
    answered?.(answer);
  };
  const open = (): Socket => {
    const opened = connect(port, "127.0.0.1").setNoDelay(true);
    opened.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      const answer = answerIn(pending);
      if (answer === undefined) return;
      if (/\r\nconnection: close\r\n/i.test(pending)) socket = undefined;
      finish(answer);
    });
    opened.on("error", () => undefined);
    opened.on("close", () => {
      if (socket !== opened) return;
      socket = undefined;
      finish("bad");
    });
    return opened;
  };
  return {
    ask: () =>
      new Promise((resolve) => {
        done = resolve;
        socket ??= open();
        socket.write(bytes);
      }),
    end: () => socket?.destroy(),
  };
}

/** What a whole answer says; undefined if it is not whole yet. */
function answerIn(text: string): Answer | undefined {
  const headEnd = text.indexOf("\r\n\r\n");
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  if (headEnd === -1 || text.length < headEnd + 4 + length) return undefined;
  const status = text.slice(9, 12);
  if (status.startsWith("2")) return "good";
  return (status === "429" || status === "503") && /\r\nretry-after: /i.test(text) ? "turned-away" : "bad";
}
