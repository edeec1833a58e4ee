import { slowSenders } from "../http/slow-senders.ts";

/** Run as a process of its own with a port and a count: says `open` once all are connected, and how long each was in the end. */
const [port = 0, count = 0] = process.argv.slice(2).map(Number);
const slow = await slowSenders(port, count, 1000);
process.send?.("open");
process.send?.(await slow.ended);
process.disconnect?.();
