import type { Finding } from "./compile.ts";

/** The bundlers that there is a plugin for. */
export type Bundler = "vite" | "rollup" | "rolldown" | "esbuild" | "webpack";

/** A finding as bundlers take it. */
export interface Message {
  readonly message: string;
  readonly id: string;
  readonly loc: { readonly file: string; readonly line: number; readonly column: number };
  readonly frame: string;
}

/** A finding as a bundler shows it best. */
export function messageOf(finding: Finding, bundler: Bundler): Message {
  const { file, line, column, frame } = finding;
  // Vite hands the column to editors as it is, and these count from 1; the others count from 0.
  const loc = { file, line, column: bundler === "vite" ? column : column - 1 };
  return { message: textFor(bundler, finding), id: file, loc, frame };
}

/** All errors as one message at the place of the first. */
export function errorOf([first, ...others]: readonly [Finding, ...Finding[]], bundler: Bundler): Message {
  const message = messageOf(first, bundler);
  return { ...message, message: [message.message, ...others.map(inFull)].join("\n\n") };
}

/** webpack is told nothing but a text, and esbuild has no frame of files that it has not read itself. */
function textFor(bundler: Bundler, finding: Finding): string {
  switch (bundler) {
    case "vite":
    case "rollup":
    case "rolldown":
      return finding.message;
    case "esbuild":
      return framed(finding);
    case "webpack":
      return inFull(finding);
  }
}

function inFull(finding: Finding): string {
  const { file, line, column } = finding;
  return `${file}:${line}:${column}: ${framed(finding)}`;
}

function framed({ message, frame }: Finding): string {
  return frame === "" ? message : `${message}\n${frame}`;
}
