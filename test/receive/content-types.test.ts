import { describe, expect, test } from "vitest";
import type { Value } from "../../language/values.ts";
import { post, received } from "./post.ts";

/** What a template sees of the body of a request, or the status and the code with which the request is refused. */
function seen(type: string, body: string | Uint8Array): unknown {
  let scope: unknown;
  const got = received(
    {
      iterate: ({ body: read }): Value => {
        scope = { body: read };
        return [];
      },
    },
    post(body, { "content-type": type }),
  );
  return got.evaluated ? scope : [got.reply.status, JSON.parse(got.reply.body).error.code];
}

const multipart = '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';
const bodies = {
  collection: '{"a":[1]}',
  quoted: '"a"',
  form: "a=1&a=2",
  xml: "<a>1</a>",
  multipart,
  words: "hello",
  empty: "",
  binary: Uint8Array.of(0xff, 0xfe, 0x00),
} as const;
type Body = keyof typeof bodies;

const read = (body: unknown) => ({ body });
const unreadable = [400, "body-unreadable"];
const unknown = [415, "content-type"];
const none: Readonly<Record<Body, unknown>> = {
  collection: unreadable,
  quoted: unreadable,
  form: unreadable,
  xml: unreadable,
  multipart: unreadable,
  words: unreadable,
  empty: unreadable,
  binary: unreadable,
};

const asJson = { ...none, collection: read({ a: [1] }), quoted: read("a") };
const asXml = { ...none, xml: read({ a: ["1"] }) };

/** Each text but the binary one is a form, if a strange one: what stands before the first `=`, and what behind it. */
const asForm = {
  ...none,
  collection: read({ '{"a":[1]}': "" }),
  quoted: read({ '"a"': "" }),
  form: read({ a: ["1", "2"] }),
  xml: read({ "<a>1</a>": "" }),
  multipart: read({ "--b\r\ncontent-disposition: form-data; name": '"a"\r\n\r\n1\r\n--b--\r\n' }),
  words: read({ hello: "" }),
  empty: read({}),
};

const asText = {
  ...none,
  collection: read({ value: '{"a":[1]}' }),
  quoted: read({ value: '"a"' }),
  form: read({ value: "a=1&a=2" }),
  xml: read({ value: "<a>1</a>" }),
  multipart: read({ value: multipart }),
  words: read({ value: "hello" }),
  empty: read({ value: "" }),
};

const asNothing: Readonly<Record<Body, unknown>> = {
  collection: unknown,
  quoted: unknown,
  form: unknown,
  xml: unknown,
  multipart: unknown,
  words: unknown,
  empty: unknown,
  binary: unknown,
};

const outcomes: Readonly<Record<string, Readonly<Record<Body, unknown>>>> = {
  "application/json": asJson,
  "application/vnd.api+json": asJson,
  "application/x-www-form-urlencoded": asForm,
  "multipart/form-data; boundary=b": { ...none, multipart: read({ a: "1" }) },
  "application/xml": asXml,
  "application/atom+xml": asXml,
  "text/plain": asText,
  "application/octet-stream": asNothing,
};

describe("the declared type alone chooses the parser, whatever the body looks like", () => {
  const pairs = Object.entries(outcomes).flatMap(([type, byBody]) =>
    Object.entries(byBody).map(([body, expected]) => [type, body as Body, expected] as const),
  );

  test("which is 8 types by 8 bodies", () => {
    expect(pairs).toHaveLength(64);
  });

  test.each(pairs)("%s reading what is %s", (type, body, expected) => {
    expect(seen(type, bodies[body])).toEqual(expected);
  });
});

describe("a name in a request stands in for nothing that is ours", () => {
  const names = "files rawBody headers query method body item now environment signature __proto__ constructor".split(
    " ",
  );
  const part = (name: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\nevil\r\n--b\r\n` +
    `content-disposition: form-data; name="${name}"; filename="${name}"\r\n\r\nevil\r\n--b--\r\n`;

  /** How a name comes in with each type, and what its value is then. */
  const carriers: readonly (readonly [type: string, body: (name: string) => string, value: unknown])[] = [
    ["application/json", (name) => `{"${name}": "evil"}`, "evil"],
    ["application/x-www-form-urlencoded", (name) => `${name}=evil`, "evil"],
    ["application/xml", (name) => `<${name}>evil</${name}>`, ["evil"]],
    ["multipart/form-data; boundary=b", part, ["evil", expect.objectContaining({ mime: "application/octet-stream" })]],
  ];

  describe.each(carriers)("in %s", (type, written, value) => {
    test.each(names)("%s", (name) => {
      let scope: Readonly<Record<string, unknown>> = {};
      const request = post(written(name), { "content-type": type, "x-a": "good" }, `/hooks/a/b?${name}=evil&q=good`);
      const got = received(
        {
          iterate: (all): Value => {
            scope = { ...all };
            return [];
          },
        },
        request,
      );
      expect(got.reply.status).toBe(200);
      expect(Object.entries(scope.body as object)).toEqual([[name, value]]);
      expect(Object.entries(scope.query as object)).toEqual([
        [name, "evil"],
        ["q", "good"],
      ]);
      expect(scope).toMatchObject({
        headers: { "x-a": "good", "content-type": type },
        method: "POST",
        rawBody: written(name),
        signature: { challenge: undefined },
        now: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
        executionId: "x1",
        environment: { timezone: "UTC" },
      });
      expect(Object.keys(scope).sort()).toEqual(
        "body environment executionId headers method now query rawBody signature".split(" "),
      );
    });
  });

  test("and no object gets anything by it", () => {
    expect({}).not.toHaveProperty("evil");
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(String(Object.prototype.constructor)).toContain("native code");
  });
});
