import { peer } from "./peer.ts";
import { bare, durable, evaluating } from "./served.ts";

const servers = { bare, evaluating, durable, peer } as const;

/** The name of a server that this file runs in a process of its own. */
export type ServerName = keyof typeof servers;

const [name = "", folder = ""] = process.argv.slice(2);
const start = Object.entries(servers).find(([key]) => key === name)?.[1];
if (start === undefined) throw new Error(`There is no server ${name}.`);
const { port } = await start(folder);
process.on("message", () => process.send?.(process.resourceUsage().maxRSS * 1024));
process.send?.(port);
