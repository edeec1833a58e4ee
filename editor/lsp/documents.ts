import { type Connection, type Location, type Range, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../../grammar/source.ts";
import { isServed, pathOf } from "./address.ts";
import { rangeOf } from "./convert.ts";
import { clientUri, type Root, type Roots, type ServedFile } from "./roots.ts";

/** A document that is open, as its client and as its service know it. */
export interface OpenDocument extends ServedFile {
  readonly document: TextDocument;
}

/** The documents that a client has open, of which each change reaches the service at once. */
export interface Documents {
  /** Undefined of a document that is not open, and of one that others serve. */
  get(uri: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  /** A place in any file of a root, open or not. */
  location(root: Root, uri: string, span: Span): Location;
  /** Any file of a root, open or not. */
  text(root: Root, uri: string): TextDocument;
  /** Says all texts again, to services that are new. */
  repeat(): void;
}

/** Keeps the documents of a client, also before there are roots; `changed` is told of each whose text is another, `closed` of each that is closed. */
export function createDocuments(
  connection: Connection,
  roots: () => Roots | undefined,
  { changed, closed }: { readonly changed: () => void; readonly closed: (uri: string) => void },
): Documents {
  const documents = new TextDocuments(TextDocument);
  const served = (document: TextDocument): OpenDocument | undefined => {
    if (!isServed(pathOf(document.uri) ?? "")) return undefined;
    const file = roots()?.file(document.uri);
    return file && { ...file, document };
  };
  const tell = (document: TextDocument): void => {
    const open = served(document);
    open?.root.service.set(open.uri, document.getText());
    if (open) changed();
  };
  documents.onDidChangeContent(({ document }) => tell(document));
  documents.onDidClose(({ document }) => {
    const open = served(document);
    if (!open) return;
    open.root.service.remove(open.uri);
    closed(document.uri);
  });
  documents.listen(connection);
  const text = (root: Root, uri: string): TextDocument => {
    const client = clientUri(root, uri);
    const open = documents.all().find((each) => pathOf(each.uri) === pathOf(client));
    return open ?? TextDocument.create(client, "json", 0, root.files.read(uri) ?? "");
  };
  return {
    get: (uri) => {
      const document = documents.get(uri);
      return document && served(document);
    },
    all: () => documents.all().flatMap((document) => served(document) ?? []),
    location: (root, uri, span) => {
      const document = text(root, uri);
      const range: Range = rangeOf(document, span);
      return { uri: document.uri, range };
    },
    text,
    repeat: () => documents.all().forEach(tell),
  };
}
