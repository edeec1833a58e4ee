import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { checkWhole } from "../../runtime/engine/sqlite/check.ts";
import { openUnchanged, versionOf } from "../../runtime/engine/sqlite/database.ts";
import { asEngineError } from "../../runtime/engine/sqlite/failure.ts";
import { schemaVersion } from "../../runtime/engine/sqlite/schema.ts";
import type { Examined } from "./examined.ts";

const subject = "Store";

/** Whether the store in a file can be opened; of one that is not there, whether it could be made. */
export function examineStore(file: string): Examined {
  return existsSync(file) ? examineFile(file) : examineFolder(file);
}

function examineFile(file: string): Examined {
  try {
    const db = openUnchanged(file);
    try {
      checkWhole(db, file);
      const version = versionOf(db);
      const message =
        version === schemaVersion
          ? `${file} is whole, and can be read and written.`
          : `${file} is whole; its tables are of version ${version}, and the next start brings them to ${schemaVersion}.`;
      return { subject, status: "ok", message };
    } finally {
      db.close();
    }
  } catch (error) {
    const { message, code } = asEngineError(error, file);
    if (code !== "store-locked") return { subject, status: "error", message };
    return { subject, status: "warning", message, advice: "If that is a server of imlc, all is well; else end it." };
  }
}

function examineFolder(file: string): Examined {
  const folder = nearestFolder(dirname(file));
  try {
    accessSync(folder, constants.W_OK);
    return { subject, status: "ok", message: `${file} is not there yet; it is made at the first start.` };
  } catch {
    const message = `${file} is not there, and ${folder} may not be written.`;
    return { subject, status: "error", message, advice: "Give this user the right to write it, or name another file." };
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
