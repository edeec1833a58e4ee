import { describe, expect, it } from "vitest";
import { utf8Bytes } from "../../language/bytes.ts";
import type { Value } from "../../language/values.ts";
import { answerBody } from "../../runtime/procedure/answer.ts";

const read = (contentType: string | undefined, body: string | Uint8Array, declared?: Value, status = 200): Value =>
  answerBody(
    {
      status,
      headers: contentType === undefined ? {} : { "content-type": contentType },
      body: typeof body === "string" ? utf8Bytes(body) : body,
    },
    declared,
  );

const xml = "<user><id>7</id></user>";
const latin1 = new Uint8Array([0x22, 0xe9, 0x22]);

describe("the body of an answer", () => {
  it.each<[string, string | undefined, string | Uint8Array, Value, Value]>([
    ["is read by its content type: JSON", "application/json", "[1]", undefined, [1]],
    ["is read by its content type: JSON of a vendor", "application/vnd.a+json; charset=utf-8", "[1]", undefined, [1]],
    ["is read by its content type: XML", "application/xml", xml, "automatic", { user: [{ id: ["7"] }] }],
    ["is read by its content type: a form", "application/x-www-form-urlencoded", "a=1&a=2", null, { a: ["1", "2"] }],
    ["is text otherwise", "text/html", "<p>", undefined, "<p>"],
    ["is text without a content type", undefined, "[1]", undefined, "[1]"],
    ["is in its charset", "application/json; charset=latin1", latin1, undefined, "é"],
    ["is UTF-8 in a charset that nobody knows", "text/plain; charset=klingon", "é", undefined, "é"],
    ["is what the manifest says: JSON", "text/plain", "[1]", "json", [1]],
    ["is what the manifest says: XML", "text/plain", xml, "XML", { user: [{ id: ["7"] }] }],
    ["is what the manifest says: text", "application/json", "[1]", "text", "[1]"],
    ["is what the manifest says: raw", "application/json", "[1]", "raw", "[1]"],
    ["is what the manifest says: a form", "text/plain", "a=1", "urlencoded", { a: "1" }],
    ["is what the manifest says: bytes", "application/json", "[1]", "binary", utf8Bytes("[1]")],
    ["is text if it is not what it says: JSON", "application/json", "<html>", undefined, "<html>"],
    ["is text if it is not what it says: XML", "text/xml", "<a>", undefined, "<a>"],
    ["is text if it has a document type", "text/xml", "<!DOCTYPE a><a/>", undefined, "<!DOCTYPE a><a/>"],
    ["is undefined if there is none", "application/json", "", "binary", undefined],
  ])("%s", (_what, contentType, body, declared, expected) => {
    expect(read(contentType, body, declared)).toEqual(expected);
  });

  it("as bytes is a plain buffer", () => {
    const body = read(undefined, Buffer.from("ab"), "binary");
    expect(Object.getPrototypeOf(body)).toBe(Uint8Array.prototype);
  });

  it("cannot be read in a way that there is not", () => {
    expect(() => read("text/plain", "a", "yaml")).toThrow(expect.objectContaining({ code: "response-type" }));
  });

  const ways = { "*": "text", "200-299": "json", "201": "urlencoded", "400-499": "xml", "400-599": "binary" };
  it.each<[number, Value]>([
    [200, "a=1"],
    [201, { a: "1" }],
    [299, "a=1"],
    [300, "a=1"],
    [404, "a=1"],
    [500, utf8Bytes("a=1")],
  ])("with status %i is read as the narrowest range says", (status, expected) => {
    expect(read("text/plain", "a=1", ways, status)).toEqual(expected);
  });

  it("is read by its content type where no range says anything", () => {
    expect(read("application/json", "[1]", { "400-499": "text" }, 200)).toEqual([1]);
    expect(read("application/json", "[1]", { "400-499": "text" }, 400)).toBe("[1]");
    expect(read("application/json", "[1]", { "2xx": "text" }, 200)).toEqual([1]);
  });
});
