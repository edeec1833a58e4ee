import { toText } from "../conversions.ts";
import { ImlError, type Site } from "../error.ts";
import { t } from "../types.ts";
import { parseXml, XmlError } from "../xml.ts";
import { toXml } from "../xml-text.ts";
import { define } from "./define.ts";

const source = "Make: custom apps documentation, response type xml; XML 1.0";

export const parseXML = define(
  {
    name: "parseXML",
    doc: "An XML document as a collection: under the name of each element, the root too, an array of all elements of that name. One with text alone is that text; any other is a collection of its attributes under `_attributes`, its text under `_value`, and its elements. Nothing of undefined and null; a document type is refused.",
    source,
    examples: [
      ["parseXML('<data><text>Hello, world</text></data>')", { data: [{ text: ["Hello, world"] }] }],
      [
        "parseXML('<text foo=\"bar\">Hello, world</text>')",
        { text: [{ _attributes: { foo: "bar" }, _value: "Hello, world" }] },
      ],
    ],
    params: [["xml", t.oneOf(t.text, t.buffer)]],
    returns: t.any,
    needs: ["site"],
  },
  (site, xml) => (xml === undefined || xml === null ? xml : orImlError(site, () => parseXml(toText(xml)))),
);

export const createXML = define(
  {
    name: "createXML",
    doc: "The XML text of a collection with one key, the name of the root element: the reverse of `parseXML`. An element need not stand in an array, null is an empty one. There is no XML declaration before it.",
    source,
    examples: [
      [
        "createXML(order)",
        '<order id="7"><line>a</line><line>b</line></order>',
        { order: { order: { _attributes: { id: 7 }, line: ["a", "b"] } } },
      ],
    ],
    params: [["value", t.open()]],
    returns: t.text,
    needs: ["site"],
  },
  (site, value) => orImlError(site, () => toXml(value)),
);

function orImlError<T>(site: Site, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const isLimit = error.code === "xml-depth" || error.code === "xml-names";
    throw new ImlError(isLimit ? "limit" : "argument-value", site, error.message);
  }
}
