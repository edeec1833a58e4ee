import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { openUnchanged } from "../../runtime/engine/sqlite/database.ts";
import { otherKey, whyUnreadable } from "../../runtime/readable.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import type { Io } from "../io.ts";
import { secretFiles } from "../keys.ts";
import type { Examined } from "./examined.ts";

/**
 * Whether the secrets of a server are given, kept beside the store, or still to be made, and open the store, if there is
 * one: its file. Nothing of them is shown.
 */
export async function examineSecrets(
  env: Io["env"],
  folder: string,
  store: string | undefined,
): Promise<readonly Examined[]> {
  return [examineToken(env, folder), await examineKey(env, folder, store)];
}

function examineToken(env: Io["env"], folder: string): Examined {
  const subject = "IMLC_ADMIN_TOKEN";
  const token = env.IMLC_ADMIN_TOKEN;
  if (!token) return kept(subject, join(folder, secretFiles.adminToken));
  if (token.length >= leastToken && !/\s/.test(token)) return { subject, status: "ok", message: "It is set." };
  return {
    subject,
    status: "warning",
    message: `It is set, but has ${/\s/.test(token) ? "blank space in it" : `less than ${leastToken} characters`}.`,
    advice: "Whoever guesses it can read and change everything: take 32 random characters.",
  };
}

/** Shorter ones can be guessed. */
const leastToken = 16;

async function examineKey(env: Io["env"], folder: string, store: string | undefined): Promise<Examined> {
  const subject = "IMLC_SECRET_KEY";
  const file = join(folder, secretFiles.secretKey);
  const key = env.IMLC_SECRET_KEY || (existsSync(file) ? readFileSync(file, "utf8").trim() : undefined);
  if (key !== undefined && !(await isKey(key))) {
    return {
      subject,
      status: "error",
      message: `${env.IMLC_SECRET_KEY ? "It is set" : `${file} holds a key`}, but not 32 bytes in hex or base64.`,
      advice: "`openssl rand -base64 32` makes a key; what was sealed with another one stays unreadable.",
    };
  }
  const why = key === undefined || store === undefined ? undefined : await whyShut(key, store);
  if (why !== undefined) return { subject, status: "error", message: why, advice: otherKey };
  if (env.IMLC_SECRET_KEY) return { subject, status: "ok", message: "It is set." };
  if (key === undefined && store !== undefined) {
    return {
      subject,
      status: "error",
      message: `There is a store, but its key is neither set nor in ${file}.`,
      advice: "Set the key that the store was made with; with a new one its tokens cannot be read.",
    };
  }
  return kept(subject, file);
}

/** Why nothing of a store can be opened; nothing if it cannot be read, for then it is said elsewhere. */
async function whyShut(key: string, file: string): Promise<string | undefined> {
  const secrets = await createSecrets(key);
  return whyUnreadable(secrets, connectionSecrets(file));
}

function connectionSecrets(file: string): readonly string[] {
  try {
    const db = openUnchanged(file);
    try {
      // What is kept of a removed connection has nothing sealed in it.
      const rows = db.prepare("SELECT secret FROM connection WHERE secret <> '' ORDER BY seq DESC").all();
      return rows.map(({ secret }) => String(secret));
    } finally {
      db.close();
    }
  } catch {
    return [];
  }
}

function kept(subject: string, file: string): Examined {
  if (!existsSync(file)) return { subject, status: "ok", message: `It is not set; one is made and kept in ${file}.` };
  const isOpen = process.platform !== "win32" && (statSync(file).mode & othersMayRead) !== 0;
  if (!isOpen) return { subject, status: "ok", message: `It is not set; the one in ${file} is taken.` };
  return {
    subject,
    status: "warning",
    message: `Other users of this machine can read ${file}.`,
    advice: `\`chmod 600 ${file}\` keeps it to its owner.`,
  };
}

const othersMayRead = 0o044;

async function isKey(text: string): Promise<boolean> {
  return createSecrets(text).then(
    () => true,
    () => false,
  );
}
