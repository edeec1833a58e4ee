import { RuntimeError } from "../errors.ts";
import { object, text } from "./answer-shape.ts";
import type { JsonRoute } from "./route.ts";

/** Copies the store to a new file on the server's machine. */
export type CopyStore = (to: string) => Promise<void>;

interface Copied {
  readonly file: string;
}

/** The store as a file, while it is in use. */
export function backupRoute(copy: CopyStore): JsonRoute<Copied> {
  return {
    method: "POST",
    path: "/admin/backup",
    summary: "Copy the store to a new file on the server's machine; the server goes on meanwhile.",
    body: {
      type: "object",
      properties: { file: { type: "string", description: "The absolute path of the copy." } },
      required: ["file"],
      additionalProperties: false,
    },
    answers: { 200: "The copy is there and synced.", 409: "There is a file at that path." },
    answer: object<Copied>({ file: text("The absolute path of the copy.") }),
    async handle({ body: { file } }) {
      if (typeof file !== "string" || !/^(?:\/|[A-Za-z]:[\\/])/.test(file))
        throw new RuntimeError("path-relative", 400, "`file` must be an absolute path.");
      await copy(file);
      return { status: 200, body: { file } };
    },
  };
}
