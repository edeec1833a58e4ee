import fc from "fast-check";
import { expect, test } from "vitest";
import type { Expr } from "../../grammar/iml/ast.ts";
import { print } from "../../grammar/iml/print.ts";
import { decodeString } from "../../grammar/json/decode.ts";
import type { Span } from "../../grammar/source.ts";
import { anyCharacter } from "../characters.ts";
import { templates } from "./arbitrary.ts";
import { allOf, onlyExpression, readTemplate, withoutSpans } from "./read.ts";

/** A string of JSON, some of its characters written as `\uXXXX` though they need not be. */
function written(text: string, choices: readonly boolean[]): string {
  const escaped = [...Array(text.length).keys()].map((i) => {
    const code = text.charCodeAt(i);
    return choices[i % choices.length]
      ? `\\u${code.toString(16).padStart(4, "0")}`
      : JSON.stringify(text.charAt(i)).slice(1, -1);
  });
  return `"${escaped.join("")}"`;
}

const choices = fc.array(fc.boolean(), { minLength: 1, maxLength: 30 });

test("what stands at the span of a node is that node, through all escapes", () => {
  fc.assert(
    fc.property(templates, choices, (template, escapes) => {
      const file = written(print(template), escapes);
      const at = ({ start, end }: Span) => file.slice(start, end);
      for (const part of readTemplate("", file).value.parts) {
        if (part.kind === "text") expect(decoded(at(part.span))).toBe(part.text);
        else for (const node of allOf(part.expr)) expectAt(node, at);
      }
    }),
    { numRuns: 3_000 },
  );
});

function expectAt(node: Expr, at: (span: Span) => string): void {
  // Digits are a variable only before a name, and nothing cannot be read again.
  const isReadable = node.kind !== "empty" && !(node.kind === "variable" && /^\d+$/.test(node.name) && !node.quoted);
  if (isReadable) {
    const again = readTemplate("", `"{{${at(node.span)}}}"`).value;
    expect(withoutSpans(onlyExpression(again))).toEqual(withoutSpans(node));
  }
  if (node.kind === "member" || node.kind === "call") {
    expect([node.name, `\`${node.name}\``]).toContain(decoded(at(node.nameSpan)));
  }
  if (node.kind === "binary") {
    expect(decoded(at(node.operatorSpan))).toBe(node.operator === "join" ? "" : node.operator);
  }
}

function decoded(inside: string): string {
  return decodeString({ uri: "", text: `"${inside}"` }, { start: 0, end: inside.length + 2 }).value.text;
}

test("any text at all is read without a crash, and all spans stand inside it", () => {
  const pieces = fc.constantFrom(
    ..."{}[]()'\"`.,;:?!=<>&|+-*/% \n#",
    "{{",
    "}}",
    "a",
    "1",
    "1.5",
    "and",
    "not",
    "=>",
    "‘",
    "é",
  );
  const anyText = fc.oneof(
    fc.array(pieces, { maxLength: 40 }),
    fc.array(fc.string({ unit: anyCharacter, maxLength: 3 })),
  );
  fc.assert(
    fc.property(anyText, choices, (texts, escapes) => {
      const file = written(`{{${texts.join("")}`, escapes);
      const { value, diagnostics } = readTemplate("", file);
      const spans = [
        ...diagnostics.flatMap(({ span, fix }) => [span, ...(fix?.edits.map((edit) => edit.span) ?? [])]),
        ...value.parts.flatMap((part) => [
          part.span,
          ...(part.kind === "text" ? [] : allOf(part.expr).map(({ span }) => span)),
        ]),
      ];
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(1);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(file.length - 1);
      }
      // A missing expression is always an error, so that no code is made of it.
      const isMissing = value.parts.some(
        (part) => part.kind !== "text" && allOf(part.expr).some(({ kind }) => kind === "missing"),
      );
      if (isMissing) expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});
