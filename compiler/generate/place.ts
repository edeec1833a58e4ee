import { type Position, positions, type Span } from "../../grammar/source.ts";
import type { Coverage } from "./coverage.ts";

/** Places of spans for people, and what is written there. */
export interface Places {
  /** `webhook.iml.json:12:3`, or with a path where the file is not one of the folder. */
  readonly of: (uri: string, span: Span) => string;
  readonly text: (uri: string, span: Span) => string;
  /** A file as it is named in the folder. */
  readonly file: (uri: string) => string;
  /** What code is marked with that comes from a place; undefined where code is not marked. */
  readonly mark: ((uri: string, span: Span) => string) | undefined;
  /** Code that counts that a part runs; undefined where nothing is counted. */
  readonly count?: Coverage["count"] | undefined;
}

/** The places of files, by their texts, as they are named in their folder; `mark` is what marks code with its places. */
export function placesIn(folder: string, texts: ReadonlyMap<string, string>, mark?: Places["mark"]): Places {
  const lines = new Map<string, (offset: number) => Position>();
  const prefix = folder === "." ? "" : `${folder}/`;
  const file = (uri: string): string => (uri.startsWith(prefix) ? uri.slice(prefix.length) : uri);
  return {
    file,
    mark,
    of: (uri, { start }) => {
      const position = lines.get(uri) ?? positions(texts.get(uri) ?? "");
      lines.set(uri, position);
      const { line, column } = position(start);
      return `${file(uri)}:${line}:${column}`;
    },
    text: (uri, { start, end }) => (texts.get(uri) ?? "").slice(start, end),
  };
}
