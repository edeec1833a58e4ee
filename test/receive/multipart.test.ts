import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeTagged } from "../../language/codec.ts";
import type { Value } from "../../language/values.ts";
import { MAX_PART_HEADERS, MAX_PARTS, parseMultipart } from "../../runtime/receive/multipart.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** The value, or the code of the refusal. Line ends of the template are those of HTTP. */
function read(text: string | Uint8Array, boundary: string | undefined = "b"): unknown {
  try {
    const body = typeof text === "string" ? bytes(text.replaceAll(/\r?\n/g, "\r\n")) : text;
    return encodeTagged(parseMultipart(body, boundary));
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
}

const part = (disposition: string, content: string, more = "") =>
  `--b\ncontent-disposition: form-data; ${disposition}\n${more}\n${content}\n`;

describe("a multipart form", () => {
  it("has texts, arrays of what is repeated, and files", () => {
    const form = [
      part('name="a"', "1"),
      part('name="list"', "x"),
      part('name="list"', "y"),
      part('name="file"; filename="a.txt"', "hello", "Content-Type: Text/Plain; charset=utf-8\n"),
      part('name="raw"; filename="a.bin"', "hi"),
      "--b--",
    ].join("");
    expect(read(form)).toEqual({
      a: "1",
      list: ["x", "y"],
      file: { name: "a.txt", mime: "text/plain", size: 5, data: { $base64: "aGVsbG8=" } },
      raw: { name: "a.bin", mime: "application/octet-stream", size: 2, data: { $base64: "aGk=" } },
    });
  });

  it("has files as plain buffers, whatever the bytes came in", () => {
    const whole = Buffer.from(part('name="f"; filename="x"', "abc").replaceAll("\n", "\r\n").concat("--b--"));
    const { f } = parseMultipart(whole, "b") as { f: { data: Value } };
    expect(Object.getPrototypeOf(f.data)).toBe(Uint8Array.prototype);
    expect(f.data).toEqual(bytes("abc"));
  });

  it.each<[string, string, unknown]>([
    ["a preamble and an epilogue", `before\n--bx\n${part('name="a"', "1")}--b--\nafter\n--b\n`, { a: "1" }],
    ["blanks behind the boundary", `--b \t\n${part('name="a"', "1").slice(4)}--b-- \n`, { a: "1" }],
    ["no parts", "--b--", {}],
    ["an empty text", `${part('name="a"', "")}--b--`, { a: "" }],
    ["lines in a text", `${part('name="a"', "\n--c\n-- b\n--bb\n")}--b--`, { a: "\r\n--c\r\n-- b\r\n--bb\r\n" }],
    ["a name without quotes", `${part("name=a", "1")}--b--`, { a: "1" }],
    [
      "quotes and line ends in a name, as browsers write them",
      `${part('name="a%22%0D%0Ab"', "1")}--b--`,
      { 'a"\r\nb': "1" },
    ],
    [
      "backslashes before quotes that end names, as browsers write them",
      `${part(String.raw`name="a\"; filename="b\"`, "")}--b--`,
      { "a\\": { name: "b\\" } },
    ],
    ["quotes in a name, as curl wrote them", `${part(String.raw`name="a\"b\\c"`, "1")}--b--`, { 'a"b\\c': "1" }],
    [
      "a path of Windows",
      `${part(String.raw`name="f"; filename="C:\new\a.txt"`, "1")}--b--`,
      { f: { name: "C:\\new\\a.txt" } },
    ],
    ["a line of Unicode in a name", `${part('name="a\u2028b"', "1")}--b--`, { "a\u2028b": "1" }],
    ["a semicolon in a name", `${part('name="a;b=c"', "1")}--b--`, { "a;b=c": "1" }],
    [
      "a file name that is encoded",
      `${part("name=f; filename*=UTF-8''%C3%A9.txt", "1")}--b--`,
      { f: { name: "é.txt" } },
    ],
    ["a file without a name", `${part('name="f"; filename=""', "")}--b--`, { f: { name: "", size: 0 } }],
    ["the standard charset", `${part('name="_charset_"', "utf-8")}${part('name="a"', "é")}--b--`, { a: "é" }],
    ["names that are ours", `${part('name="files"', "1")}${part('name="__proto__"', "2")}--b--`, { files: "1" }],
  ])("may have %s", (_what, text, expected) => {
    expect(read(text)).toMatchObject(expected as object);
  });

  it("has names of JavaScript's as ordinary keys", () => {
    const form = parseMultipart(bytes(`${part('name="__proto__"', "1")}--b--`.replaceAll("\n", "\r\n")), "b");
    expect(Object.entries(form)).toEqual([["__proto__", "1"]]);
  });

  it("reads a text in the charset that its part names", () => {
    const [before, after] = part('name="a"', "|", "content-type: text/plain; charset=iso-8859-1\n").split("|");
    const raw = [bytes(before?.replaceAll("\n", "\r\n") ?? ""), Uint8Array.of(0xe9), bytes("\r\n--b--")];
    expect(after).toBe("\n");
    expect(read(Buffer.concat(raw))).toEqual({ a: "é" });
  });

  it.each([
    ["that is empty", "", "body-unreadable"],
    ["without a boundary", "hello", "body-unreadable"],
    ["that is cut off in a part", part('name="a"', "1"), "body-unreadable"],
    ["that is cut off in the closing line", `${part('name="a"', "1")}--b-`, "body-unreadable"],
    ["with text behind the closing line", `${part('name="a"', "1")}--b--x`, "body-unreadable"],
    ["with a part that has no headers", "--b\n\n1\n--b--", "body-unreadable"],
    ["with a part that has nothing", "--b\n--b--", "multipart-headers"],
    ["with a part that has no name", "--b\ncontent-disposition: form-data\n\n1\n--b--", "body-unreadable"],
    ["with an attachment", "--b\ncontent-disposition: attachment; name=a\n\n1\n--b--", "body-unreadable"],
    ["with two names", `${part('name="a"; name="b"', "1")}--b--`, "body-unreadable"],
    ["with two dispositions", part('name="a"', "1", "content-disposition: form-data; name=b\n"), "body-unreadable"],
    ["with a folded header", `${part('name="a";\n filename="x"', "1")}--b--`, "body-unreadable"],
    ["with a line that is no header", `${part('name="a"', "1", "hello\n")}--b--`, "body-unreadable"],
    ["in base64", `${part('name="a"', "MQ==", "content-transfer-encoding: base64\n")}--b--`, "body-unreadable"],
    ["with a type that is none", `${part('name="a"', "1", "content-type: ;\n")}--b--`, "body-unreadable"],
    [
      "with a charset that is none",
      `${part('name="a"', "1", "content-type: text/plain; charset=klingon\n")}--b--`,
      "charset",
    ],
    ["with a name that is not encoded right", `${part("name=f; filename*=UTF-8''%ff", "1")}--b--`, "body-unreadable"],
    ["with a name in another charset", `${part("name=f; filename*=latin1''%ff", "1")}--b--`, "body-unreadable"],
    ["with an open quote", `${part('name="a', "1")}--b--`, "body-unreadable"],
  ])("%s is refused", (_what, text, code) => {
    expect(read(text)).toBe(code);
  });

  it("with line ends of another kind is refused", () => {
    expect(read(bytes(`${part('name="a"', "1")}--b--`))).toBe("body-unreadable");
  });

  it("with a text that is no text is refused, a file is not", () => {
    const around = (disposition: string) => {
      const [before, after] = `${part(disposition, "|")}--b--`.replaceAll("\n", "\r\n").split("|");
      return Buffer.concat([bytes(before ?? ""), Uint8Array.of(0xff), bytes(after ?? "")]);
    };
    expect(read(around('name="a"'))).toBe("body-unreadable");
    expect(read(around('name="a"; filename="x"'))).toMatchObject({ a: { data: { $base64: "/w==" } } });
  });
});

describe("limits of a multipart form", () => {
  const form = (count: number) => `${Array.from({ length: count }, (_, n) => part(`name=a${n}`, "1")).join("")}--b--`;

  it("parts", () => {
    expect(Object.keys(read(form(MAX_PARTS)) as object)).toHaveLength(MAX_PARTS);
    expect(read(form(MAX_PARTS + 1))).toBe("multipart-parts");
  });

  it("bytes of a part's headers", () => {
    const sized = (size: number) => {
      const fixed = "content-disposition: form-data; name=a\r\nx: ".length;
      return `--b\ncontent-disposition: form-data; name=a\nx: ${"x".repeat(size - fixed)}\n\n1\n--b--`;
    };
    expect(read(sized(MAX_PART_HEADERS))).toEqual({ a: "1" });
    expect(read(sized(MAX_PART_HEADERS + 1))).toBe("multipart-headers");
  });

  it("characters of a name", () => {
    const named = (length: number) => read(`${part(`name="${"n".repeat(length)}"`, "1")}--b--`);
    expect(named(1024)).toEqual({ ["n".repeat(1024)]: "1" });
    expect(named(1025)).toBe("multipart-name");
  });

  it.each([
    ["b".repeat(70), true],
    ["b".repeat(71), false],
    ["", false],
    ["b ", false],
    ["b\u00e9", false],
    ["'()+_,-./:=? b", true],
  ])("boundary %j", (boundary, taken) => {
    const got = read(`--${boundary}--`, boundary);
    expect(got).toEqual(taken ? {} : "multipart-boundary");
  });
});

describe("a form that the platform writes", () => {
  // The platform writes two backslashes as they are, others one that way, and nobody can tell which it was.
  const names = fc.string({ unit: "grapheme", maxLength: 8 }).filter((name) => !name.includes("\\\\"));
  // In texts the platform makes every line end one of HTTP.
  const texts = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/\r\n?|\n/g, "\r\n"));
  const content = fc.oneof(
    texts.map((text) => ({ text })),
    fc.record({ data: fc.uint8Array(), name: names.filter((name) => name !== "") }),
  );

  it("is read as it was meant", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.tuple(names, content), { selector: ([name]) => name }), async (fields) => {
        const form = new FormData();
        for (const [name, one] of fields) {
          if ("text" in one) form.append(name, one.text);
          else form.append(name, new File([Buffer.from(one.data)], one.name, { type: "a/b" }));
        }
        const sent = new Response(form);
        const boundary = /boundary=(.*)$/.exec(sent.headers.get("content-type") ?? "")?.[1];
        const got = parseMultipart(new Uint8Array(await sent.arrayBuffer()), boundary);
        const meant = fields.filter(([name]) => name !== "_charset_");
        expect(got).toEqual(
          Object.fromEntries(
            meant.map(([name, one]) => [
              lines(name),
              "text" in one ? one.text : { name: one.name, mime: "a/b", size: one.data.length, data: one.data },
            ]),
          ),
        );
      }),
      { numRuns: 3000 },
    );
  });
});

/** Names, too, get line ends of HTTP. */
function lines(name: string): string {
  return name.replaceAll(/\r\n?|\n/g, "\r\n");
}
