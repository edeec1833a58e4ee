import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Template } from "../../grammar/iml/ast.ts";
import { print } from "../../grammar/iml/print.ts";
import { nodesAround } from "../../grammar/iml/walk.ts";
import { onlyExpression, readTemplate, withoutSpans } from "./read.ts";

interface Case {
  readonly template: string;
  /** Null where nothing is specified. */
  readonly containsExpression: boolean | null;
  readonly isWholeExpression: boolean | null;
}

const cases: readonly Case[] = JSON.parse(readFileSync(new URL("../vectors/templates.json", import.meta.url), "utf8"));

test.each(cases)("$template: expressions in it", ({ template, containsExpression, isWholeExpression }) => {
  const { value, diagnostics } = readTemplate(template);
  const isSound = diagnostics.every(({ severity }) => severity !== "error");
  const expressions = isSound ? value.parts.filter(({ kind }) => kind === "expression") : [];
  if (containsExpression !== null) expect(expressions.length > 0).toBe(containsExpression);
  if (isWholeExpression !== null) {
    expect(expressions.length === 1 && value.parts.length === 1).toBe(isWholeExpression);
  }
});

describe("text", () => {
  test("without an expression is one part, and none if it is empty", () => {
    expect(withoutSpans(readTemplate("a }} b { c").value.parts)).toEqual([{ kind: "text", text: "a }} b { c" }]);
    expect(readTemplate("").value.parts).toEqual([]);
  });

  test.each([
    ["{a{{b}}}", ["{a", "b", "}"]],
    ["{{{a}}}", ["{", "a", "}"]],
    ["{{'y}}'}}", ["'y}}'"]],
    ["ids: [{{a}}]) { node { id }}", ["ids: [", "a", "]) { node { id }}"]],
    ["{{a}}}}", ["a", "}}"]],
    ["{{ f('{{') }}", ["f('{{')"]],
  ])("%s", (text, parts) => {
    const { value, diagnostics } = readTemplate(text);
    expect(value.parts.map((part) => (part.kind === "text" ? part.text : print(part.expr)))).toEqual(parts);
    expect(diagnostics).toEqual([]);
  });
});

/** What an expression is read as; printed, since printing is proved to be exact. */
describe("an expression", () => {
  test.each([
    // Levels, and from left to right within one.
    ["a | b & c = d < e + f * !g", "a | b & c = d < e + f * !g"],
    ["((((((!g) * f) + e) < d) = c) & b) | a", "!g * f + e < d = c & b | a"],
    ["a - b + c ++ d", "a - b + c ++ d"],
    ["a - (b + c)", "a - (b + c)"],
    ["-a * b", "-a * b"],
    ["-(a * b)", "-(a * b)"],
    ["!a = b", "!a = b"],
    ["a < b = c >= d", "a < b = c >= d"],
    // Aliases.
    ["a == b", "a = b"],
    ["a === b", "a = b"],
    ["a !== b", "a != b"],
    ["a && b || c", "a & b | c"],
    // Numbers, and digits in paths.
    ["1.email", "1.email"],
    ["1.`e-mail`", "1.`e-mail`"],
    ["1.0 + 1.5", "1 + 1.5"],
    ["a.1.2", "a.1.2"],
    ["a.1.b", "a.1.b"],
    ["a[1.5]", "a[1.5]"],
    ["10000000000000000000000", "10000000000000000000000"],
    // Names.
    ["$_a1 + größe + имя + 名前", "$_a1 + größe + имя + 名前"],
    ["cafe\u0301", "cafe\u0301"],
    ["headers.`X-HOOK.TYPE`", "headers.`X-HOOK.TYPE`"],
    ["`my variable`.b", "`my variable`.b"],
    ["body.null.true.and.not", "body.null.true.and.not"],
    // Texts: quotes are doubled, backslashes are characters.
    ['\'it\'\'s\' + "a ""b"""', "'it''s' + 'a \"b\"'"],
    ["'/\\d+/g'", "'/\\d+/g'"],
    ["''", "''"],
    ["''''", "''''"],
    // Paths.
    ["a [ 1 ] . b [] [-1] ['x-y'] [b.c]", "a[1].b[][-1]['x-y'][b.c]"],
    ["items[{{i}}].x", "items[i].x"],
    ["first(body.data).name[2]", "first(body.data).name[2]"],
    ["(a | b).c", "(a | b).c"],
    // Calls.
    ["if (a; b, c)", "if(a, b, c)"],
    ["now()", "now()"],
    ["`my function`(1)", "`my function`(1)"],
    ["a.b-c(1)", "a.b - c(1)"],
    // The hyphen.
    ["a-b", "a - b"],
    ["body.total-1", "body.total - 1"],
    ["body.total-item", "body.total - item"],
    ["body.total -tax", "body.total - tax"],
    ["body.total- tax", "body.total - tax"],
    ["body.`a`-b", "body.a - b"],
  ])("%s", (text, printed) => {
    const { value, diagnostics } = readTemplate(`{{ ${text}\n}}`);
    expect(print(onlyExpression(value))).toBe(printed);
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ["headers.content-type", "headers.`content-type`", "hyphen-in-name"],
    ["headers.x-hook-type-2", "headers.`x-hook-type` - 2", "hyphen-in-name"],
    ["headers.x-hook-type.y", "headers.`x-hook-type`.y", "hyphen-in-name"],
    ["item.first ' ' item.last", "item.first ' ' item.last", "missing-operator"],
    ["a b * c", "a b * c", "missing-operator"],
    ["a 'x' + b", "a 'x' + b", "missing-operator"],
    ["'ERROR: ' body.updates[1].message", "'ERROR: ' body.updates[1].message", "missing-operator"],
    ["if(a,,)", "if(a, ,)", "empty-argument"],
  ])("%s, with a warning", (text, printed, code) => {
    const { value, diagnostics } = readTemplate(`{{${text}}}`);
    expect(print(onlyExpression(value))).toBe(printed);
    expect(new Set(diagnostics.map((each) => each.code))).toEqual(new Set([code]));
    expect(diagnostics[0]?.severity).toBe("warning");
  });
});

/** Whatever is broken, what can be told stays; `…` is where an expression is missing. */
describe("a broken template keeps", () => {
  const variable = (name: string) => ({ kind: "variable", name, quoted: false });
  const missing = { kind: "missing" };
  const literal = (value: number | string) => ({ kind: "literal", value });
  const binary = (left: object, operator: string, right: object) => ({ kind: "binary", operator, left, right });
  const call = (name: string, ...args: object[]) => ({ kind: "call", name, args });

  test.each<[string, object, string]>([
    ["{{ab", variable("ab"), "unclosed-mustache"],
    ["{{a + b text", binary(binary(variable("a"), "+", variable("b")), "join", variable("text")), "unclosed-mustache"],
    ["{{1 + }}", binary(literal(1), "+", missing), "expression-syntax"],
    ["{{1 + * 2}}", binary(literal(1), "+", binary(missing, "*", literal(2))), "expression-syntax"],
    ["{{f(a, }}", call("f", variable("a"), missing), "expression-syntax"],
    ["{{f(}}", call("f", missing), "expression-syntax"],
    [
      "{{f(1 + ) + g(b)}}",
      binary(call("f", binary(literal(1), "+", missing)), "+", call("g", variable("b"))),
      "expression-syntax",
    ],
    ["{{x.}}", { kind: "member", object: variable("x"), name: "" }, "expression-syntax"],
    [
      "{{f(x., b)}}",
      call("f", { kind: "member", object: variable("x"), name: "" }, variable("b")),
      "expression-syntax",
    ],
    ["{{a[}}", { kind: "index", object: variable("a"), index: missing }, "expression-syntax"],
    ["{{(a + b}}", binary(variable("a"), "+", variable("b")), "expression-syntax"],
    ["{{a) b}}", binary(variable("a"), "join", variable("b")), "expression-syntax"],
    ["{{}}", missing, "expression-syntax"],
    ["{{f('abc}}", call("f", literal("abc")), "unclosed-literal"],
    ["{{a ? b : c}}", call("if", variable("a"), variable("b"), variable("c")), "ternary"],
    [
      "{{a and not b}}",
      binary(variable("a"), "&", { kind: "unary", operator: "!", operand: variable("b") }),
      "word-operator",
    ],
    ["{{f([a, b])}}", call("f", variable("null")), "array-literal"],
    ["{{a?.b}}", { kind: "member", object: variable("a"), name: "b" }, "optional-chaining"],
    ["{{a.f(b)}}", call("f", variable("a"), variable("b")), "method-call"],
    ["{{f({{a}})}}", call("f", variable("a")), "nested-mustache"],
    ["{{‘a’}}", literal("a"), "smart-quotes"],
    ["{{if(a, {b: c}, d)}}", call("if", variable("a"), missing, variable("d")), "object-literal"],
    ["{{map(a, b => b.c)}}", call("map", variable("a"), missing), "arrow-function"],
  ])("%s", (text, kept, code) => {
    const { value, diagnostics } = readTemplate(text);
    expect(withoutSpans(onlyExpression(value))).toEqual(kept);
    expect(diagnostics[0]?.code).toBe(code);
  });

  test("the other expressions of the text", () => {
    const { value, diagnostics } = readTemplate("{{a + }} and {{'x}} and {{f(}} and {{b}}");
    expect(value.parts.map(({ kind }) => kind)).toEqual([
      ...["expression", "text", "expression", "text", "expression", "text", "expression"],
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["expression-syntax", "unclosed-literal", "expression-syntax"]);
  });
});

describe("the limits", () => {
  const codes = (text: string) => readTemplate(text).diagnostics.map(({ code }) => code);
  const withLength = (length: number) => `{{a}}${"x".repeat(length - 5)}`;

  test("65536 characters, for what has an expression in it", () => {
    expect(codes(withLength(65_536))).toEqual([]);
    expect(codes(withLength(65_537))).toEqual(["template-too-long"]);
    expect(codes("x".repeat(1_000_000))).toEqual([]);
  });

  test.each<[string, (levels: number) => string]>([
    ["prefixes", (levels) => `${"-".repeat(levels - 1)}a`],
    ["operators in a row", (levels) => Array(levels).fill("a").join(" + ")],
    ["segments of a path", (levels) => `a${".b".repeat(levels - 1)}`],
    ["calls", (levels) => `${"f(".repeat(levels - 1)}a${")".repeat(levels - 1)}`],
    ["indices", (levels) => `${"a[".repeat(levels - 1)}a${"]".repeat(levels - 1)}`],
    ["parentheses", (levels) => `${"(".repeat(levels)}a${")".repeat(levels)}`],
  ])("64 levels: %s", (_, nested) => {
    expect(codes(`{{${nested(64)}}}`)).toEqual([]);
    expect(codes(`{{${nested(65)}}}`)).toEqual(["template-too-deep"]);
  });
});

describe("the node at a cursor", () => {
  /** `|` marks the cursor. */
  const at = (text: string): unknown => {
    const template: Template = readTemplate(text.replace("|", "")).value;
    const offset = text.indexOf("|") + 1;
    const [found] = nodesAround(onlyExpression(template), { start: offset, end: offset });
    return found && (print(found) || found.kind);
  };

  test.each([
    ["{{upper(bo|dy.name)}}", "body"],
    ["{{upper(body.na|me)}}", "body.name"],
    ["{{upp|er(body.name)}}", "upper(body.name)"],
    ["{{a|+b}}", "a"],
    ["{{a+|b}}", "b"],
    ["{{a + 1 |}}", undefined],
    ["{{a + | }}", "missing"],
    ["{{f(a, |}}", "missing"],
    ["{{f(a, | )}}", "empty"],
    ["{{f(|}}", "missing"],
    ["{{ | }}", "missing"],
    ["{{body.|}}", "body.``"],
  ])("%s", (text, expected) => {
    expect(at(text)).toBe(expected);
  });
});
