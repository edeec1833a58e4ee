import { describe, expect, it } from "vitest";
import type { Value } from "../../language/values.ts";
import type { RawRequest } from "../../runtime/http/message.ts";
import { post, received } from "./post.ts";

/** What a template sees of a request, or the code with which it is refused. */
function seen(request: RawRequest): unknown {
  let scope: unknown;
  const got = received(
    {
      iterate: ({ body, rawBody, query, method, headers }): Value => {
        scope = { body, rawBody, query, method, headers };
        return [];
      },
    },
    request,
  );
  return got.evaluated ? scope : { status: got.reply.status, code: JSON.parse(got.reply.body).error.code };
}

const as = (type: string | undefined, body: string | Uint8Array) => {
  const { "content-type": _, ...headers } = post("").headers;
  return { ...post(body), headers: type === undefined ? headers : { ...headers, "content-type": type } };
};

describe("the declared type alone chooses the parser", () => {
  const bodies = {
    json: '{"a":[1]}',
    form: "a=1&a=2&b=x%20y+z",
    xml: "<a>1</a>",
    multipart: '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n',
    words: "hello",
    empty: "",
  };
  const ok = (body: unknown) => ({ body });
  const refused = (status: number, code: string) => ({ status, code });
  const unreadable = refused(400, "body-unreadable");

  it.each<[string, keyof typeof bodies, object]>([
    ["application/json", "json", ok({ a: [1] })],
    ["application/json", "form", unreadable],
    ["application/json", "xml", unreadable],
    ["application/json", "words", unreadable],
    ["application/json", "empty", unreadable],
    ["application/vnd.api+json; charset=utf-8", "json", ok({ a: [1] })],
    ["APPLICATION/JSON", "json", ok({ a: [1] })],
    ["application/x-www-form-urlencoded", "form", ok({ a: ["1", "2"], b: "x y z" })],
    ["application/x-www-form-urlencoded", "json", ok({ '{"a":[1]}': "" })],
    ["application/x-www-form-urlencoded", "empty", ok({})],
    ["text/plain", "words", ok({ value: "hello" })],
    ["text/plain", "json", ok({ value: '{"a":[1]}' })],
    ["text/html", "form", ok({ value: "a=1&a=2&b=x%20y+z" })],
    ["text/plain", "empty", ok({ value: "" })],
    ["application/xml", "xml", ok({ a: ["1"] })],
    ["text/xml; charset=utf-8", "xml", ok({ a: ["1"] })],
    ["application/atom+xml", "xml", ok({ a: ["1"] })],
    ["application/xml", "json", unreadable],
    ["multipart/form-data; boundary=b", "multipart", ok({ a: "1" })],
    ["multipart/form-data", "multipart", refused(400, "multipart-boundary")],
    ["multipart/mixed; boundary=b", "multipart", refused(415, "content-type")],
    ["multipart/form-data; boundary=b; boundary=c", "multipart", refused(400, "content-type-missing")],
    ["application/octet-stream", "json", refused(415, "content-type")],
    ["image/png", "words", refused(415, "content-type")],
    ["json", "json", refused(400, "content-type-missing")],
    ["", "json", refused(400, "content-type-missing")],
    ["; charset=utf-8", "json", refused(400, "content-type-missing")],
    ["application/json, text/plain", "json", refused(400, "content-type-missing")],
  ])("%j reading %s", (type, body, expected) => {
    expect(seen(as(type, bodies[body]))).toMatchObject(expected);
  });

  it("and without one nothing is read", () => {
    expect(seen(as(undefined, bodies.json))).toEqual(refused(400, "content-type-missing"));
    expect(seen(as(undefined, ""))).toEqual(refused(400, "content-type-missing"));
  });

  it("and a name in the body cannot stand in for what is ours", () => {
    const body = { headers: { "x-a": "evil" }, rawBody: "evil", query: "evil", method: "EVIL", files: ["evil"] };
    expect(seen(post(body, { "x-a": "good" }))).toMatchObject({
      body,
      rawBody: JSON.stringify(body),
      query: {},
      method: "POST",
      headers: { "x-a": "good" },
    });
  });
});

describe("a request without a body", () => {
  it.each(["GET", "HEAD", "DELETE", "OPTIONS"])("by %s has an empty collection, and its query", (method) => {
    const request = { method, url: "/hooks/a/b?hub.challenge=17&x=1&x=2", headers: {}, body: new Uint8Array() };
    expect(seen(request)).toMatchObject({
      body: {},
      rawBody: "",
      method,
      query: { "hub.challenge": "17", x: ["1", "2"] },
    });
  });

  it("by GET is nothing to read even if it says that it is JSON", () => {
    expect(seen({ ...as("application/json", ""), method: "GET" })).toMatchObject({ body: {} });
  });
});

describe("text", () => {
  it("is read in its charset", () => {
    expect(seen(as("text/plain; charset=iso-8859-1", Uint8Array.of(0xe9)))).toMatchObject({ body: { value: "é" } });
    expect(seen(as('application/json; charset="UTF-8"', '"é"'))).toMatchObject({ body: "é" });
  });

  it("that is not in its charset is refused", () => {
    expect(seen(as("application/json", Uint8Array.of(0x22, 0xff, 0x22)))).toEqual({
      status: 400,
      code: "body-unreadable",
    });
  });

  it("in an unknown charset is refused", () => {
    expect(seen(as("text/plain; charset=klingon", "x"))).toEqual({ status: 415, code: "charset" });
  });

  it("may begin with a byte order mark, which is in rawBody and not in the body", () => {
    expect(seen(as("application/json", "\ufeff[1]"))).toMatchObject({ body: [1], rawBody: "\ufeff[1]" });
  });

  it("that no server has uncompressed is refused", () => {
    expect(seen(post({}, { "content-encoding": "gzip" }))).toEqual({ status: 415, code: "content-encoding" });
  });
});

describe("XML", () => {
  const xml = (body: string | Uint8Array, type = "application/xml") => seen(as(type, body));

  it("is what parseXML gives: arrays of elements by name, attributes and text apart", () => {
    expect(xml('<?xml version="1.0"?>\n<order id="7"><line>a</line><line>b</line></order>')).toMatchObject({
      body: { order: [{ _attributes: { id: "7" }, line: ["a", "b"] }] },
    });
  });

  it("may say within itself how it is encoded, where its type does not", () => {
    const bytes = Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00e9</a>', (c) => c.charCodeAt(0));
    expect(xml(bytes)).toMatchObject({ body: { a: ["é"] } });
    expect(xml(bytes, "application/xml; charset=utf-8")).toEqual({ status: 400, code: "body-unreadable" });
  });

  it.each([
    ["a document type", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "body-doctype"],
    ["an external one", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "body-doctype"],
    ["an entity of its own", "<a>&b;</a>", "body-unreadable"],
    ["elements 99 deep", "<a>".repeat(99) + "</a>".repeat(99), undefined],
    ["elements 100 deep", "<a>".repeat(100) + "</a>".repeat(100), "body-too-deep"],
    ["elements 100,000 deep", "<a>".repeat(100_000) + "</a>".repeat(100_000), "body-too-deep"],
    ["an end that is missing", "<a><b></a>", "body-unreadable"],
  ])("with %s", (_what, text, code) => {
    expect(xml(text)).toMatchObject(code === undefined ? { body: {} } : { status: 400, code });
  });
});

describe("names that JavaScript knows", () => {
  it("are ordinary keys of JSON, forms and queries", () => {
    const json = seen(post('{"__proto__":{"admin":true},"constructor":1}')) as { body: object };
    expect(Object.keys(json.body)).toEqual(["__proto__", "constructor"]);
    const form = seen({ ...as("application/x-www-form-urlencoded", "__proto__=1"), url: "/?__proto__=2" }) as {
      body: object;
      query: object;
    };
    expect([Object.entries(form.body), Object.entries(form.query)]).toEqual([
      [["__proto__", "1"]],
      [["__proto__", "2"]],
    ]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});
