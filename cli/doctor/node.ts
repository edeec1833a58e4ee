import { engines } from "../version.ts";
import type { Examined } from "./examined.ts";

/** Whether this version of Node.js, as `24.1.0`, is one that imlc runs on. */
export function examineNode(version: string): Examined {
  const subject = "Node.js";
  const needed = engines();
  const message = `This is Node.js ${version}; imlc needs ${needed}.`;
  if (isAtLeast(version, needed.replace(/^\D+/, ""))) return { subject, status: "ok", message };
  return { subject, status: "error", message, advice: "Install a newer one, from https://nodejs.org." };
}

function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0, leastPatch = 0] = least.split(".").map(Number);
  if (major !== leastMajor) return major > leastMajor;
  return minor !== leastMinor ? minor > leastMinor : patch >= leastPatch;
}
