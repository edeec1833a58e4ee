import { type Connection, type Location, type Range, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../../grammar/source.ts";
import { isCode, isServed } from "../served.ts";
import { pathOf } from "./address.ts";
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
  /** The URI of any file of a root, as the client writes it if it is open. */
  uri(root: Root, uri: string): string;
  /** A place in any file of a root, open or not. */
  location(root: Root, uri: string, span: Span): Location;
  /** Any file of a root, open or not. */
  text(root: Root, uri: string): TextDocument;
  /** Says all texts again, to services that are new. */
  repeat(): void;
}

/** Keeps the documents of a client, also before there are roots; `changed` is called whenever one is another or is closed, and `saved` when one is saved. */
export function createDocuments(
  connection: Connection,
  roots: () => Roots | undefined,
  { changed, saved }: { readonly changed: () => void; readonly saved: () => void },
): Documents {
  const documents = new TextDocuments(TextDocument);
  const served = (document: TextDocument): OpenDocument | undefined => {
    const path = pathOf(document.uri) ?? "";
    if (!isServed(path) && !isCode(path)) return undefined;
    const file = roots()?.file(document.uri);
    return file && (isServed(path) || file.root.service.serves(file.uri)) ? { ...file, document } : undefined;
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
    changed();
  });
  documents.onDidSave(saved);
  documents.listen(connection);
  const openOf = (client: string): TextDocument | undefined =>
    documents.get(client) ?? documents.all().find((each) => pathOf(each.uri) === pathOf(client));
  const text = (root: Root, uri: string): TextDocument => {
    const client = clientUri(root, uri);
    return openOf(client) ?? TextDocument.create(client, "json", 0, root.files.read(uri) ?? "");
  };
  return {
    get: (uri) => {
      const document = documents.get(uri);
      return document && served(document);
    },
    all: () => documents.all().flatMap((document) => served(document) ?? []),
    uri: (root, uri) => openOf(clientUri(root, uri))?.uri ?? clientUri(root, uri),
    location: (root, uri, span) => {
      const document = text(root, uri);
      const range: Range = rangeOf(document, span);
      return { uri: document.uri, range };
    },
    text,
    repeat: () => documents.all().forEach(tell),
  };
}
