import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Parsed } from "../../grammar/diagnostic.ts";
import type { Template } from "../../grammar/iml/ast.ts";
import { parseTemplate } from "../../grammar/iml/parse.ts";
import { print } from "../../grammar/iml/print.ts";
import { decodeBare } from "../../grammar/json/decode.ts";
import { templates } from "./arbitrary.ts";
import { allOf, onlyExpression } from "./read.ts";

/** A template as it is read behind some other text of its file. */
function readBehind(text: string, before: number, variables: readonly string[] = []): Parsed<Template> {
  const source = { uri: "u", text: " ".repeat(before) + text };
  const span = { start: before, end: source.text.length };
  return parseTemplate(decodeBare(source, span), span, { uri: "u", isVariable: (name) => variables.includes(name) });
}

/** A tree with each place so many characters further on. */
function moved(tree: unknown, by: number): unknown {
  return JSON.parse(JSON.stringify(tree), (key, value) => (/^(?:start|end)$/.test(key) ? value + by : value));
}

describe("a template that was read before", () => {
  test("is read as if it was not, wherever it stands", () => {
    fc.assert(
      fc.property(templates.map(print), fc.nat(20), fc.nat(20), (text, first, second) => {
        const before = readBehind(text, first);
        const again = readBehind(text, second);
        expect(moved(again, 0)).toEqual(moved(before, second - first));
      }),
    );
  });

  test("has nodes of its own", () => {
    const text = "{{if(!a.b[1] = -x, 'c', d.e + 2)}}";
    const before = allOf(onlyExpression(readBehind(text, 0).value));
    const again = allOf(onlyExpression(readBehind(text, 0).value));
    expect(again).toEqual(before);
    expect(again.filter((node) => before.includes(node))).toEqual([]);
  });

  test("is read anew where its meaning depends on the scope", () => {
    const text = "{{a.first-second}}";
    expect(onlyExpression(readBehind(text, 0, ["second"]).value).kind).toBe("binary");
    expect(onlyExpression(readBehind(text, 0).value).kind).toBe("member");
    expect(onlyExpression(readBehind(text, 0, ["second"]).value).kind).toBe("binary");
  });

  test("is found wrong again", () => {
    const [first] = readBehind("{{a +}}", 0).diagnostics;
    const [second] = readBehind("{{a +}}", 3).diagnostics;
    expect(first?.code).toBe("expression-syntax");
    expect(second).toEqual(moved(first, 3));
  });
});
