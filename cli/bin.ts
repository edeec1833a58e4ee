#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { text } from "node:stream/consumers";

// Only what is imported after this comes from the cache.
enableCompileCache();
const [{ exit }, { main }] = await Promise.all([import("./io.ts"), import("./main.ts")]);

const signals = ["SIGINT", "SIGTERM"] as const;

const { env, stdout, stderr, stdin } = process;

stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads our output may stop early: `imlc check | head`.
  if (error.code === "EPIPE") process.exit(exit.ok);
  stderr.write(`imlc: the output cannot be written: ${error.message}\n`);
  process.exit(exit.misuse);
});

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env,
  color: !env.NO_COLOR && (Boolean(env.FORCE_COLOR) || stdout.isTTY === true),
  isTerminal: stdout.isTTY === true,
  out: (data) => stdout.write(data),
  err: (data) => stderr.write(data),
  stdin: () => text(stdin),
  streams: { input: stdin, output: stdout },
  interrupted: () =>
    new Promise((resolve) => {
      const stop = (): void => {
        // The second signal ends the process as if nobody listened.
        for (const signal of signals) process.off(signal, stop);
        resolve();
      };
      for (const signal of signals) process.on(signal, stop);
    }),
  ...(stdin.isTTY && stdout.isTTY ? { keys } : {}),
});

function keys(pressed: (key: string) => void): () => void {
  stdin.setRawMode(true).setEncoding("utf8").on("data", pressed).resume();
  return () => stdin.setRawMode(false).off("data", pressed).pause();
}
