import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { EngineError } from "../runtime/engine/error.ts";
import { checkWhole } from "../runtime/engine/sqlite/check.ts";
import { copyDatabase } from "../runtime/engine/sqlite/copy.ts";
import { openUnchanged } from "../runtime/engine/sqlite/database.ts";
import { asEngineError } from "../runtime/engine/sqlite/failure.ts";
import { askServer, type ServerAt, serverAt, silence } from "./ask-server.ts";
import { exit, type Io, Misuse } from "./io.ts";
import { placeOf } from "./server.ts";

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
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new Misuse(`there is no store ${file}.`);
  if (!found.isFile()) throw new Misuse(`${file} is no file, and so no store; write sqlite:FILE.`);
  try {
    await copyItself(file, out).catch((error: unknown) => {
      if (!(error instanceof EngineError && error.code === "store-locked")) throw error;
      return copyByServer(serverAt(options.url, folder, io), out);
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

async function copyByServer(server: ServerAt, out: string): Promise<void> {
  const answer = await askServer(server, "/admin/backup", { file: out });
  switch (answer.kind) {
    case "done":
      return;
    case "silent":
      throw new Misuse(`a server has the store open, and ${silence(server.url, answer.who)}`);
    case "refused":
      throw new Misuse(`the server at ${server.url} has the store open and refused: ${answer.reason}`);
  }
}
