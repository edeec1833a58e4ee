import { SaxesParser } from "saxes";
import { maxJsonDepth, maxKeys } from "./json.ts";
import type { Collection, Value } from "./values.ts";

/** The keys of an element's attributes, and of its text where there are attributes or elements beside it. */
export const xmlKeys = { attributes: "_attributes", text: "_value" } as const;

/** How deep elements may stand within each other; their collections are then no deeper than those of JSON may be. */
export const maxXmlDepth = maxJsonDepth / 2 - 1;

/**
 * A text is no XML (`xml-syntax`), declares a document type (`xml-doctype`), is nested too deeply (`xml-depth`), or has too
 * many elements and attributes (`xml-names`).
 */
export class XmlError extends Error {
  override readonly name = "XmlError";
  readonly code: "xml-syntax" | "xml-doctype" | "xml-depth" | "xml-names";

  constructor(code: XmlError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * An XML document as Make gives it (custom apps documentation, response type `xml`): under the name of each element, the
 * root too, an array of all elements of that name. One with text alone is that text; any other is a collection of its
 * attributes under `_attributes`, its text under `_value`, and its elements. Blank text beside attributes or elements
 * counts as none. Names keep their prefixes. Throws an `XmlError`; a document type is refused, for what it declares may
 * have no end.
 */
export function parseXml(text: string): Collection {
  const document = newElement({});
  try {
    const parser = listening(document);
    parser.write(text).close();
  } catch (error) {
    if (error instanceof XmlError) throw error;
    throw new XmlError("xml-syntax", `The text is not XML: ${error instanceof Error ? error.message : "unreadable"}`);
  }
  return Object.fromEntries(document.elements);
}

interface Element {
  readonly attributes: Readonly<Record<string, string>>;
  readonly elements: Map<string, Value[]>;
  text: string;
}

function newElement(attributes: Readonly<Record<string, string>>): Element {
  return { attributes, elements: new Map(), text: "" };
}

/** A parser that puts what it reads into the document. */
function listening(document: Element): SaxesParser {
  const parser = new SaxesParser();
  const above: Element[] = [];
  let current = document;
  let names = 0;
  const addText = (text: string) => {
    current.text += text;
  };
  const countName = () => {
    names += 1;
    if (names <= maxKeys) return;
    throw new XmlError("xml-names", `The XML has more than ${maxKeys} elements and attributes.`);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("attribute", countName);
  parser.on("opentag", ({ attributes }) => {
    countName();
    above.push(current);
    if (above.length > maxXmlDepth) {
      throw new XmlError("xml-depth", `The XML is nested more than ${maxXmlDepth} levels deep.`);
    }
    current = newElement(attributes);
  });
  parser.on("closetag", ({ name }) => {
    const value = elementValue(current);
    current = above.pop() ?? document;
    const siblings = current.elements.get(name);
    if (siblings) siblings.push(value);
    else current.elements.set(name, [value]);
  });
  parser.on("doctype", () => {
    throw new XmlError("xml-doctype", "The XML declares a document type, which is not read.");
  });
  return parser;
}

function elementValue({ attributes, elements, text }: Element): Value {
  const hasAttributes = Object.keys(attributes).length > 0;
  if (!hasAttributes && elements.size === 0) return text;
  return Object.fromEntries<Value>([
    ...(hasAttributes ? [[xmlKeys.attributes, { ...attributes }] as const] : []),
    ...(text.trim() === "" ? [] : [[xmlKeys.text, text] as const]),
    ...elements,
  ]);
}
