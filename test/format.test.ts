import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied, format } from "../compiler/format.ts";
import type { Kind } from "../compiler/manifest/kinds.ts";
import type { Template } from "../grammar/iml/ast.ts";
import { templateLexer } from "../grammar/iml/lexis.ts";
import { parseTemplate } from "../grammar/iml/parse.ts";
import { print } from "../grammar/iml/print.ts";
import type { JsonNode, JsonString } from "../grammar/json/ast.ts";
import { parseJson } from "../grammar/json/parse.ts";
import { templates } from "./grammar/arbitrary.ts";
import { withoutSpans } from "./grammar/read.ts";

function formatted(text: string, kind: Kind | undefined): string {
  return applied(text, format({ uri: "webhook.iml.json", text }, kind).value);
}

describe("an expression", () => {
  const written = (expression: string, kind?: Kind) => {
    const text = JSON.stringify({ a: `{{${expression}}}` });
    return (JSON.parse(formatted(text, kind)) as { readonly a: string }).a.slice(2, -2);
  };

  test.each([
    [" if ( a;b ,c ) ", "if(a, b, c)"],
    ["a === b && !c || d !== e", "a = b & !c | d != e"],
    ['"it\'s"', "'it''s'"],
    ["((a + b)) * (c)", "(a + b) * c"],
    ["items[ {{ i }} ].`name`", "items[i].name"],
    ["a.b\n  + c", "a.b + c"],
    ["(a)  (b)", "a b"],
    ["1.50 + 010 + 0.25", "1.5 + 10 + 0.25"],
  ])("%s is written %s", (before, after) => {
    expect(written(before)).toBe(after);
  });

  test("that is beyond what a number can hold stays, for its writer to see", () => {
    expect(written("f( 12345678901234567890 )")).toBe("f( 12345678901234567890 )");
    expect(written("f( 0.1234567890123456789 )")).toBe("f( 0.1234567890123456789 )");
    expect(written("f( 1000000000000000000000 )")).toBe("f(1000000000000000000000)");
  });

  test("with a hyphen gets backticks only where no scope could take it for a minus", () => {
    expect(written("f( headers.x-id )", "webhook")).toBe("f(headers.`x-id`)");
    expect(written("f( body.line-item )", "webhook")).toBe("f( body.line-item )");
    expect(written("f( body.line-item-id )", "webhook")).toBe("f( body.line-item-id )");
    expect(written("f( headers.x-id )")).toBe("f( headers.x-id )");
    expect(written("f( body.total-1 )")).toBe("f(body.total - 1)");
  });

  test("does not grow beyond the limit of a template", () => {
    const text = `{"a": "{{ a+b+1.0 }}{{a+b}}${"x".repeat(65_536 - 20)}"}`;
    expect(formatted(text, "webhook")).toBe(text);
  });
});

test("what is not an expression stays byte for byte", () => {
  const before =
    '\uFEFF// {{ a }}\r\n{ "{{...}}" :"{{ a }}" , /* {{ b }} */ "{{ k }}":[ "\\u007b{ a }} \\/ \\u0061 {{b}}\t",\r\n1.0,2e3 ] }\n\n';
  const sound = before.replace("\t", "");
  expect(formatted(sound, "webhook")).toBe(sound.replace(':"{{ a }}"', ':"{{a}}"').replace("\\u007b{ a }}", "{{a}}"));
  expect(format({ uri: "u", text: before }, "webhook").value).toEqual([]);
});

test.each([
  ["", []],
  ["// nothing", []],
  ['{"a": "{{ a }}",}', ["trailing-comma"]],
  ['{"a": "{{ a }}", "b": "{{ a and b }}"}', ["word-operator"]],
  ['{"a": "{{ a b }}", "b": "{{a"}', ["unclosed-mustache"]],
])("%s gets no edits, but its errors", (text, codes) => {
  const { value, diagnostics } = format({ uri: "u", text }, undefined);
  expect([value, diagnostics.map(({ code }) => code)]).toEqual([[], codes]);
});

/** What may stand for a token, and between two. */
const others: Readonly<Record<string, readonly string[]>> = {
  "=": ["=", "==", "==="],
  "!=": ["!="],
  "&": ["&", "&&"],
  "|": ["|", "||"],
  ",": [",", ";"],
};
const blanks = ["", "", " ", "  ", "\n ", "\t"];

/** A template as somebody may have written it. */
function messy(template: Template, choice: (of: readonly string[]) => string): string {
  const canonical = print(template);
  let at = 0;
  const pieces = templateLexer.tokenize(canonical).tokens.map(({ image, startOffset, tokenType: { name } }) => {
    const gap = canonical.slice(at, startOffset);
    at = startOffset + image.length;
    if (name === "Text") return image;
    const before = gap === "" ? (name === "Open" ? "" : choice(blanks)) : gap + choice(blanks);
    return before + as(name, image);
  });
  return pieces.join("");

  function as(name: string, image: string): string {
    if (name === "Quoted" && /^`[a-z]+(-[a-z]+)*`$/.test(image)) return choice([image, image.slice(1, -1)]);
    if (name === "Literal" && !image.includes('"'))
      return choice([image, `"${image.slice(1, -1).replaceAll("''", "'")}"`]);
    if (name === "Minus") return choice(["-", " - ", "-"]);
    return choice(others[image] ?? [image]);
  }
}

const layouts = ["", " ", "\n  ", "/* {{ c }} */", "// it's\n", "\r\n\t"];

/** A manifest as somebody may have written it. */
const manifests = fc
  .tuple(fc.array(templates, { maxLength: 4 }), fc.array(fc.nat(), { minLength: 20, maxLength: 60 }))
  .map(([values, numbers]) => {
    let used = 0;
    const choice = (of: readonly string[]) => of[(numbers[used++ % numbers.length] ?? 0) % of.length] ?? "";
    const layout = () => choice(layouts);
    const members = values.map((value, i) => {
      const string = JSON.stringify(messy(value, choice));
      const inside = choice([string, `[1.0,${layout()}${string}]`, `{"{{...}}":${layout()}${string}}`]);
      return `${layout()}"key ${i}"${layout()}:${layout()}${inside}${layout()}`;
    });
    return `${layout()}{${members.join(",")}${members.length === 0 ? layout() : ""}}${layout()}`;
  });

/** A manifest as the parser has it where nothing is a variable, and where everything is: the trees, and all that is around them. */
function read(text: string) {
  const { value } = parseJson({ uri: "u", text });
  const holes: string[] = [];
  let around = "";
  let at = 0;
  for (const { decoded, span } of value ? strings(value) : []) {
    for (const isVariable of [() => true, () => false]) {
      const { parts } = parseTemplate(decoded, span, { uri: "u", isVariable }).value;
      holes.push(JSON.stringify(withoutSpans(parts)));
      if (isVariable()) continue;
      for (const part of parts) {
        if (part.kind === "text") continue;
        around += text.slice(at, part.span.start);
        at = part.span.end;
      }
    }
  }
  return { holes, around: around + text.slice(at) };
}

function strings(node: JsonNode): readonly JsonString[] {
  if (node.kind === "object") return node.members.flatMap(({ value }) => (value ? strings(value) : []));
  if (node.kind === "array") return node.items.flatMap(strings);
  return node.kind === "string" ? [node] : [];
}

test("any manifest keeps its trees and what is around them, and is not changed twice", () => {
  let changed = 0;
  fc.assert(
    fc.property(manifests, fc.constantFrom("webhook" as const, undefined), (text, kind) => {
      const { diagnostics } = format({ uri: "u", text }, kind);
      const once = formatted(text, kind);
      if (diagnostics.length > 0) expect(once).toBe(text);
      else expect(formatted(once, kind)).toBe(once);
      if (once !== text) changed++;
      const [before, after] = [read(text), read(once)];
      expect(after.around).toBe(before.around);
      // A name with a hyphen that no scope of ours splits gets backticks, so that only one reading is left.
      const isSame = (hole: string, i: number) => hole === before.holes[i] || (kind === "webhook" && i % 2 === 0);
      expect(after.holes.filter((hole, i) => !isSame(hole, i))).toEqual([]);
    }),
    { numRuns: 6_000 },
  );
  expect(changed).toBeGreaterThan(3_000);
});
