#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { text } from "node:stream/consumers";

// Only what is imported after this comes from the cache.
enableCompileCache();
const [{ exit }, { main }] = await Promise.all([import("./io.ts"), import("./main.ts")]);

const { env, stdout, stderr, stdin } = process;

stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads our output may stop early: `imlc check | head`.
  if (error.code === "EPIPE") process.exit(exit.ok);
  throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env,
  color: !env.NO_COLOR && (Boolean(env.FORCE_COLOR) || stdout.isTTY === true),
  isTerminal: stdout.isTTY === true,
  out: (data) => stdout.write(data),
  err: (data) => stderr.write(data),
  stdin: () => text(stdin),
  interrupted: () =>
    new Promise((resolve) => {
      process.once("SIGINT", () => resolve());
      process.once("SIGTERM", () => resolve());
    }),
});
