import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../../language/values.ts";
import { maxXmlDepth, parseXml, XmlError } from "../../language/xml.ts";
import { toXml } from "../../language/xml-text.ts";

const names = fc.constantFrom("a", "b", "ns:c", "_d", "é", "__proto__", "constructor", "x-1.2");
const characters = fc.string({
  unit: fc.constantFrom("a", " ", "\n", "\r", "\t", "<", "&", ">", '"', "'", "]]>", "é", "😀"),
});
const inked = characters.filter((text) => text.trim() !== "");
const collectionOf = (entries: fc.Arbitrary<Value>, minKeys = 0) =>
  fc.dictionary(names, entries, { minKeys, maxKeys: 4, noNullPrototype: true });

/** What `parseXml` gives for an element: text, or a collection that is more than text. */
const { element } = fc.letrec<{ element: Value }>((tie) => ({
  element: fc.oneof(
    { depthSize: "small" },
    characters,
    fc
      .tuple(
        fc.option(collectionOf(characters, 1), { nil: undefined }),
        fc.option(inked, { nil: undefined }),
        collectionOf(fc.array(tie("element"), { minLength: 1, maxLength: 3 })),
      )
      .filter(([attributes, , elements]) => attributes !== undefined || Object.keys(elements).length > 0)
      .map(([attributes, text, elements]) => ({
        ...(attributes === undefined ? {} : { _attributes: attributes }),
        ...(text === undefined ? {} : { _value: text }),
        ...elements,
      })),
  ),
}));

test("what XML gives is the same after it was XML again", () => {
  fc.assert(
    fc.property(names, element, (name, root) => {
      const document = Object.fromEntries([[name, [root]]]);
      deepStrictEqual(parseXml(toXml(document)), document);
    }),
  );
});

test("no text but XML is read, and none does harm", () => {
  const pieces = fc.constantFrom(
    "<a>",
    "</a>",
    "<a/>",
    "<",
    ">",
    "&",
    "&lt;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "x",
    '"',
    "=",
    "<?p ?>",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      try {
        parseXml(parts.join(""));
      } catch (error) {
        expect(error).toBeInstanceOf(XmlError);
      }
    }),
  );
});

describe("limits", () => {
  const nested = (levels: number) => "<a>".repeat(levels) + "</a>".repeat(levels);

  test("so many levels are read, and one more is not", () => {
    expect(toXml(parseXml(nested(maxXmlDepth)))).toBe(
      `${"<a>".repeat(maxXmlDepth - 1)}<a/>${"</a>".repeat(maxXmlDepth - 1)}`,
    );
    expect(() => parseXml(nested(maxXmlDepth + 1))).toThrow(expect.objectContaining({ code: "xml-depth" }));
    expect(() => parseXml("<a>".repeat(100_000))).toThrow(expect.objectContaining({ code: "xml-depth" }));
  });

  test("what a document type declares is not read", () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "${"x".repeat(1000)}"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>`;
    expect(() => parseXml(bomb)).toThrow(expect.objectContaining({ code: "xml-doctype" }));
    expect(() => parseXml('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toThrow(XmlError);
  });

  test.each<[Value]>([
    ["a"],
    [{}],
    [{ a: 1, b: 2 }],
    [{ a: [[1]] }],
    [{ a: { _attributes: 1 } }],
    [{ "a b": 1 }],
    [{ a: "\0" }],
  ])("%o is no XML", (given) => {
    expect(() => toXml(given)).toThrow(expect.objectContaining({ name: "XmlError", code: "xml-syntax" }));
  });

  test("what is no XML says so", () => {
    expect(() => parseXml("<a>")).toThrow(expect.objectContaining({ name: "XmlError", code: "xml-syntax" }));
    expect(toXml({ a: { _attributes: null } })).toBe("<a/>");
  });

  test("a value of any depth is refused", () => {
    let value: Value = "x";
    for (let i = 0; i < 100_000; i += 1) value = { a: value };
    const message = "The value is nested in more than 99 levels of elements.";
    expect(() => toXml(value)).toThrow(expect.objectContaining({ code: "xml-depth", message }));
  });
});
