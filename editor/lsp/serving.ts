import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Documents, OpenDocument } from "./documents.ts";
import type { Recorded } from "./recorded.ts";
import { createResultIds, type ResultIds } from "./result-ids.ts";

/** What a client has said of itself. */
export interface Client {
  readonly snippets: boolean;
  readonly hints: boolean;
  /** It makes files where an edit asks for it. */
  readonly creates: boolean;
}

/** What those who answer requests are given. */
export interface Serving {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly client: () => Client;
  /** What a server has kept; undefined: the client has named none. */
  readonly recorded: () => Recorded | undefined;
  readonly resultId: ResultIds;
  /** Answers what is asked about a document; of one that is not open, or that others serve, `otherwise`. */
  readonly about: <T>(
    uri: string,
    otherwise: T,
    token: CancellationToken,
    answer: (open: OpenDocument) => T | Promise<T>,
  ) => Promise<T>;
}

/** What requests are answered with, from when `ready` resolves. */
export function serving(
  { connection, documents, client, recorded }: Pick<Serving, "connection" | "documents" | "client" | "recorded">,
  ready: Promise<unknown>,
): Serving {
  return {
    connection,
    documents,
    client,
    recorded,
    resultId: createResultIds(),
    async about(uri, otherwise, token, answer) {
      await ready;
      // Lets a cancellation that has come meanwhile be read before anything is computed.
      await new Promise(setImmediate);
      if (token.isCancellationRequested) throw cancelled();
      const open = documents.get(uri);
      return open ? answer(open) : otherwise;
    },
  };
}

/** What a request is answered with that its client has cancelled. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "It was cancelled.");
}
