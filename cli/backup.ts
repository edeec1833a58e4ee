import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { EngineError } from "../runtime/engine/error.ts";
import { checkWhole } from "../runtime/engine/sqlite/check.ts";
import { copyDatabase } from "../runtime/engine/sqlite/copy.ts";
import { openUnchanged } from "../runtime/engine/sqlite/database.ts";
import { asEngineError } from "../runtime/engine/sqlite/failure.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { secret, secretFiles } from "./keys.ts";
import { placeOf, portOf } from "./server.ts";

export interface BackupOptions {
  readonly store: string;
  readonly out: string;
  /** Of the server that has the store open. */
  readonly url?: string;
}

/** Copies a store to a new file, itself or, if a server has it open, by asking that server, and checks the copy. */
export async function backup(options: BackupOptions, io: Io): Promise<number> {
  const { file, folder } = placeOf(options.store, io.cwd);
  const out = resolve(io.cwd, options.out);
  if (!existsSync(file)) throw new Misuse(`there is no store ${file}.`);
  const url = options.url ?? `http://127.0.0.1:${portOf(undefined, io.env)}`;
  try {
    await copyItself(file, out).catch((error: unknown) => {
      if (!(error instanceof EngineError && error.code === "store-locked")) throw error;
      return copyByServer({ url, token: secret(io.env.IMLC_ADMIN_TOKEN, folder, secretFiles.adminToken).value, out });
    });
    await inFile(out, (db) => checkWhole(db, out));
  } catch (error) {
    if (error instanceof EngineError) throw new Misuse(error.message);
    throw error;
  }
  const megabytes = (statSync(out).size / 1e6).toFixed(1);
  io.out(
    `imlc: ${file} is copied to ${out}, ${megabytes} MB, and the copy is whole. What is sealed in it opens with the same secret key only.\n`,
  );
  return exit.ok;
}

function copyItself(file: string, out: string): Promise<void> {
  const refuse = (error: unknown): never => {
    throw asEngineError(error, out);
  };
  return inFile(file, (db) => copyDatabase(db, out).catch(refuse));
}

/** Runs on a store that is opened for it. Rejects with an `EngineError`, whatever goes wrong. */
async function inFile<T>(file: string, run: (db: DatabaseSync) => T): Promise<Awaited<T>> {
  let db: DatabaseSync | undefined;
  try {
    db = openUnchanged(file);
    return await run(db);
  } catch (error) {
    throw asEngineError(error, file);
  } finally {
    db?.close();
  }
}

interface Asked {
  readonly url: string;
  readonly token: string;
  readonly out: string;
}

async function copyByServer({ url, token, out }: Asked): Promise<void> {
  const response = await fetch(`${url}/admin/backup`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ file: out }),
  }).catch(() => undefined);
  if (response === undefined)
    throw new Misuse(`a server has the store open, and none answers at ${url}. Say with --url where it is.`);
  if (response.ok) return;
  throw new Misuse(`the server at ${url} has the store open and refused: ${await complaint(response)}`);
}

async function complaint(response: Response): Promise<string> {
  const answer: { readonly error?: { readonly message?: string } } = await response.json().catch(() => ({}));
  return answer.error?.message ?? `it answered ${response.status}.`;
}
