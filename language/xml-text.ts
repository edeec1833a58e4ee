import { toText } from "./conversions.ts";
import { isArray, isCollection } from "./kinds.ts";
import type { Value } from "./values.ts";
import { maxXmlDepth, XmlError, xmlKeys } from "./xml.ts";

/**
 * The XML text of a collection with one key, the name of the root element; the reverse of `parseXml`. Elements need not
 * stand in arrays; null is an empty element, undefined none. Throws an `XmlError` for what XML cannot say.
 */
export function toXml(value: Value): string {
  const roots = isCollection(value) ? Object.entries(value).flatMap(([name, items]) => named(name, items)) : [];
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    throw new XmlError("xml-syntax", "XML is made of a collection with one key, the name of the root element.");
  }
  return elementText(root, 1);
}

interface Named {
  readonly name: string;
  readonly value: Value;
}

/** The elements that a key stands for. */
function named(name: string, items: Value): readonly Named[] {
  if (items === undefined) return [];
  if (!isArray(items)) return [{ name, value: items }];
  return items.map((value) => {
    if (isArray(value)) throw new XmlError("xml-syntax", `\`${name}\` has an array in an array, which XML cannot say.`);
    return { name, value };
  });
}

function elementText({ name, value }: Named, level: number): string {
  if (level > maxXmlDepth) {
    throw new XmlError("xml-depth", `The value is nested in more than ${maxXmlDepth} levels of elements.`);
  }
  const tag = checkedName(name);
  const { attributes, content } = isCollection(value)
    ? { attributes: attributesText(value[xmlKeys.attributes]), content: contentText(value, level) }
    : { attributes: "", content: escaped(toText(value), inText) };
  return content === "" ? `<${tag}${attributes}/>` : `<${tag}${attributes}>${content}</${tag}>`;
}

function contentText(value: Readonly<Record<string, Value>>, level: number): string {
  const elements = Object.entries(value)
    .filter(([key]) => key !== xmlKeys.attributes && key !== xmlKeys.text)
    .flatMap(([key, items]) => named(key, items));
  return escaped(toText(value[xmlKeys.text]), inText) + elements.map((each) => elementText(each, level + 1)).join("");
}

function attributesText(attributes: Value): string {
  if (attributes === undefined || attributes === null) return "";
  if (!isCollection(attributes)) throw new XmlError("xml-syntax", `\`${xmlKeys.attributes}\` is no collection.`);
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${checkedName(name)}="${escaped(toText(value), inAttribute)}"`)
    .join("");
}

const nameStart = String.raw`:_A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}`;
const validName = new RegExp(String.raw`^[${nameStart}][${nameStart}\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*$`, "u");

/** XML 1.0, production 5. */
function checkedName(name: string): string {
  if (validName.test(name)) return name;
  throw new XmlError("xml-syntax", `\`${name}\` cannot be the name of an element or attribute.`);
}

/** XML 1.0, production 2: what a document may not have, not even escaped. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** A parser reads line ends of any kind as one, and in attributes all blank space as spaces, but for what is written so. */
const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

const inText = /[&<>\r]/g;
const inAttribute = /[&<>"\t\n\r]/g;

function escaped(text: string, special: RegExp): string {
  if (forbidden.test(text)) throw new XmlError("xml-syntax", "A text has a character that XML cannot say.");
  return text.replace(special, (character) => references[character] ?? character);
}
