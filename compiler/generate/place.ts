import { type Position, positions, type Span } from "../../grammar/source.ts";

/** Places of spans for people, and what is written there. */
export interface Places {
  /** `webhook.iml.json:12:3`, or with a path where the file is not one of the folder. */
  readonly of: (uri: string, span: Span) => string;
  readonly text: (uri: string, span: Span) => string;
  /** A file as it is named in the folder. */
  readonly file: (uri: string) => string;
}

/** The places of files, by their texts, as they are named in their folder. */
export function placesIn(folder: string, texts: ReadonlyMap<string, string>): Places {
  const lines = new Map<string, (offset: number) => Position>();
  const prefix = folder === "." ? "" : `${folder}/`;
  const file = (uri: string): string => (uri.startsWith(prefix) ? uri.slice(prefix.length) : uri);
  return {
    file,
    of: (uri, { start }) => {
      const position = lines.get(uri) ?? positions(texts.get(uri) ?? "");
      lines.set(uri, position);
      const { line, column } = position(start);
      return `${file(uri)}:${line}:${column}`;
    },
    text: (uri, { start, end }) => (texts.get(uri) ?? "").slice(start, end),
  };
}
