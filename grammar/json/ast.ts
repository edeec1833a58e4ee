import type { Span } from "../source.ts";

/** JSON with comments as a tree; after recovery a member may lack its value. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

export interface JsonObject {
  readonly kind: "object";
  readonly span: Span;
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode | undefined;
}

export interface JsonArray {
  readonly kind: "array";
  readonly span: Span;
  readonly items: readonly JsonNode[];
}

/** `span` includes the quotes. */
export interface JsonString {
  readonly kind: "string";
  readonly span: Span;
  readonly decoded: DecodedText;
}

export interface JsonNumber {
  readonly kind: "number";
  readonly span: Span;
  readonly value: number;
  /** As written, so that long integers keep their digits. */
  readonly raw: string;
}

export interface JsonLiteral {
  readonly kind: "literal";
  readonly span: Span;
  readonly value: true | false | null;
}

/** The text of a JSON string, and where each of its characters came from. */
export interface DecodedText {
  readonly text: string;
  /** The file offset of the first character, or of the closing quote if there is none. */
  readonly start: number;
  /**
   * `offsets[i]` is the file offset of `text[i]`; `offsets[text.length]` is that of the closing quote. Undefined if the
   * characters stand in the file as they are, so that they follow each other from `start` on.
   */
  readonly offsets: Uint32Array | undefined;
}
