import { positions } from "../../grammar/source.ts";
import { markedPieces } from "./marks.ts";
import { vlq } from "./vlq.ts";

/** A source map, version 3: https://tc39.es/ecma426/. */
export interface SourceMap {
  readonly version: 3;
  readonly sources: string[];
  readonly sourcesContent: string[];
  readonly names: string[];
  readonly mappings: string;
}

export interface MappedCode {
  readonly code: string;
  readonly map: SourceMap;
}

/**
 * Marked code without its marks, and the map that leads from it to the manifests; `texts` holds these by their paths. A line
 * without a mark belongs to the place of the last one above. `before` is code that comes from no manifest.
 */
export function mapped(marked: string, texts: ReadonlyMap<string, string>, before = ""): MappedCode {
  const sources = new Map<string, Mapped>();
  const lines: Segment[][] = before.split("\n").map(() => []);
  let code = before;
  let column = before.length - (before.lastIndexOf("\n") + 1);
  let last: Omit<Segment, "column"> | undefined;
  for (const { from, text } of markedPieces(marked)) {
    const place = from && placeOf(from.uri, from.offset, texts, sources);
    last = place ?? last;
    if (place) put(lines.at(-1), { column, ...place });
    const [first = "", ...others] = text.split("\n");
    for (const _ of others) lines.push(last ? [{ column: 0, ...last }] : []);
    column = others.length > 0 ? (others.at(-1)?.length ?? 0) : column + first.length;
    code += text;
  }
  const uris = [...sources.keys()];
  const sourcesContent = uris.map((uri) => texts.get(uri) ?? "");
  return { code, map: { version: 3, sources: uris, sourcesContent, names: [], mappings: mappings(lines) } };
}

/** Where the code from a column on comes from; all numbers count from 0. */
interface Segment {
  readonly column: number;
  readonly source: number;
  readonly sourceLine: number;
  readonly sourceColumn: number;
}

interface Mapped {
  readonly index: number;
  readonly position: ReturnType<typeof positions>;
}

function placeOf(
  uri: string,
  offset: number,
  texts: ReadonlyMap<string, string>,
  sources: Map<string, Mapped>,
): Omit<Segment, "column"> {
  const source = sources.get(uri) ?? { index: sources.size, position: positions(texts.get(uri) ?? "") };
  sources.set(uri, source);
  const { line, column } = source.position(offset);
  return { source: source.index, sourceLine: line - 1, sourceColumn: column - 1 };
}

/** Of several marks of one place in the code the last one counts: it is of the smallest part. */
function put(line: Segment[] | undefined, segment: Segment): void {
  if (line?.at(-1)?.column === segment.column) line.pop();
  line?.push(segment);
}

/** Each number but the column is written as the difference from the one before. */
function mappings(lines: readonly (readonly Segment[])[]): string {
  let before: Omit<Segment, "column"> = { source: 0, sourceLine: 0, sourceColumn: 0 };
  return lines
    .map((line) => {
      let columnBefore = 0;
      return line
        .map((segment) => {
          const { column, source, sourceLine, sourceColumn } = segment;
          const text = vlq([
            column - columnBefore,
            source - before.source,
            sourceLine - before.sourceLine,
            sourceColumn - before.sourceColumn,
          ]);
          columnBefore = column;
          before = segment;
          return text;
        })
        .join(",");
    })
    .join(";");
}
