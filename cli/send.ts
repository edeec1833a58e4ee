import { readFileSync } from "node:fs";
import type { Signature } from "../language/signatures/scheme.ts";
import type { RawRequest } from "../runtime/http/message.ts";
import { hookUrl } from "../runtime/ledger/party.ts";
import { secretsProblem } from "../runtime/signature/keys.ts";
import { signRequest } from "../runtime/signature/sign.ts";
import { rawRequest } from "../testing/world/request.ts";
import { type AnswerFormat, jsonAnswer } from "./answer.ts";
import { PATIENCE, silence } from "./ask-server.ts";
import { namedFile, nameOf } from "./files.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { hookUnder } from "./send/hook.ts";
import { requestIn } from "./send/request-file.ts";
import { portOf } from "./server.ts";

export interface SendOptions {
  /** What to send; `-` is standard input. */
  readonly file: string;
  /** Where the manifests are, which say how requests are signed. */
  readonly paths: readonly string[];
  /** `APP/WEBHOOK`; absent: the only one. */
  readonly webhook?: string;
  /** Of the server. */
  readonly url?: string;
  /** Under which the server knows itself; absent: that URL. */
  readonly publicUrl?: string;
  readonly format: AnswerFormat;
}

/** Sends a request to a webhook, signed as its service would, and prints the answer; one that is not 2xx is a finding. */
export async function send({ file, paths, webhook, url, publicUrl, format }: SendOptions, io: Io): Promise<number> {
  const wanted = requestIn(
    nameOf(file),
    file === "-" ? await io.stdin() : readFileSync(namedFile(file, io.cwd), "utf8"),
  );
  const hook = hookUnder(paths, webhook, io);
  if (hook === undefined) return exit.findings;
  const origin = (url ?? `http://127.0.0.1:${portOf(undefined, io.env)}`).replace(/\/+$/, "");
  const raw = rawRequest(wanted, hookUrl("", hook.app, hook.webhook));
  const signed = await signedBy(hook.signature, raw, publicUrl?.replace(/\/+$/, "") ?? origin, io);
  const began = performance.now();
  const { response, body } = await sent(origin, signed, hook.deadline + PATIENCE);
  const took = Math.round(performance.now() - began);
  const headers = Object.fromEntries(response.headers);
  io.out(
    format === "json"
      ? jsonAnswer({ status: response.status, headers, body })
      : `${response.status} in ${took} ms\n${body === "" ? "" : `\n${body}\n`}`,
  );
  return response.ok ? exit.ok : exit.findings;
}

async function signedBy(
  signature: Signature | undefined,
  raw: RawRequest,
  publicUrl: string,
  { env }: Pick<Io, "env">,
): Promise<RawRequest> {
  if (signature === undefined) return raw;
  const problem = secretsProblem(signature, (name) => env[name]);
  const secret = signature.secrets.map((name) => env[name]).find((value) => value !== undefined && value.trim() !== "");
  if (problem !== undefined || secret === undefined) throw new Misuse(`the request cannot be signed: ${problem}.`);
  const signed = await signRequest({ signature, secret, publicUrl, now: Date.now() }, raw);
  if (signed !== undefined) return signed;
  throw new Misuse("the request cannot be signed: the secret is none of the scheme that `imlc.json` names.");
}

interface Answered {
  readonly response: Response;
  readonly body: string;
}

/** `within`: milliseconds that the server has to answer. */
async function sent(origin: string, { method, url, headers, body }: RawRequest, within: number): Promise<Answered> {
  const own = Object.entries(headers).filter(([name]) => !FRAMING.has(name));
  const late = AbortSignal.timeout(within);
  try {
    const response = await fetch(origin + url, {
      method,
      headers: own.map(([name, value]) => [name, value] as [string, string]),
      body: body.length === 0 ? undefined : new Uint8Array(body),
      redirect: "manual",
      signal: late,
    });
    return { response, body: await response.text() };
  } catch (error) {
    if (late.aborted) throw new Misuse(silence(origin, "somebody", within));
    const why = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
    throw new Misuse(`no server answers at ${origin}${why}. Say with --url where it is.`);
  }
}

/** Headers that say how this very connection carries a request: they are made anew. */
const FRAMING: ReadonlySet<string> = new Set(["host", "connection", "content-length", "transfer-encoding"]);
