import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import type { Expr, Template, TemplatePart } from "../grammar/iml/ast.ts";
import type { Span } from "../grammar/source.ts";
import { allOf, readManifest } from "./grammar/read.ts";

const manifests = [
  `{
  // Answers the handshake.
  "verification": {"condition": "{{body.type == 'url_verification'}}", "respond": {"type": "urlencoded", "status": 255}},
  "uid": "{{item.userId}}",
  "iterate": "{{body.data}}"
}`,
  '{"url":"https://a.b/{{webhook.id}}?v={{encodeURL(parameters.`api-version`)}}","headers":{"authorization":"Bearer {{x}}"}}',
  `{"valid":"{{!a && b >= 1 + 2 * (3 - length(c.tags)) | headers['x-y'] = 'z'}}","data":[1,-2.5e3,null,true,{}]}`,
  `{"{{...}}":"{{omit(item, 'it''s', \\"b\\")}}","id":"{{item.\\u0069d}}","list":"{{items[{{i}}][-1][] ++ 'a'}}"}`,
];

/** What, in the wrong place, is likely to break something. */
const pieces = fc.constantFrom(
  ..."{}[]()\"'`,:;.\\/\n\t !=<>&|?+-*% a1\u0000é",
  ...[
    "{{",
    "}}",
    "//",
    "/*",
    "*/",
    '\\"',
    "\\u00",
    '":',
    '",',
    "null",
    " and ",
    "not ",
    "=>",
    "?.",
    "{{...}}",
    "\ud83d",
  ],
);

/** A part taken out, and something, or nothing, or a part of another place put in. */
const change = fc.record({
  at: fc.nat(500),
  removed: fc.oneof(fc.constantFrom(0, 0, 1, 1, 2), fc.nat(60)),
  put: fc.oneof(pieces, fc.constant(""), fc.tuple(fc.nat(500), fc.nat(60))),
});

const mutated = fc
  .tuple(fc.constantFrom(...manifests), fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([manifest, changes]) =>
    changes.reduce((text, { at, removed, put }) => {
      const start = at % (text.length + 1);
      const inserted =
        typeof put === "string" ? put : text.slice(put[0] % text.length, (put[0] % text.length) + put[1]);
      return text.slice(0, start) + inserted + text.slice(start + removed);
    }, manifest),
  );

test("the manifests are sound before they are mutated", () => {
  for (const manifest of manifests) expect(readManifest(manifest).diagnostics).toEqual([]);
});

test("mutated manifests are read without a crash, all spans stand inside them, and broken ones are found", () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const { json, templates, diagnostics } = readManifest(text);
      const file = { start: 0, end: text.length };
      expect(diagnostics.flatMap(spansOf).filter((span) => !isInside(span, file))).toEqual([]);
      expect(templates.flatMap(strayNodes)).toEqual([]);
      if (!/\/[/*]/.test(text)) expect(hasJsonErrors(diagnostics)).toBe(!isJson(text));
      if (json === undefined) expect(diagnostics).not.toEqual([]);
    }),
    { seed: 20_260_101, numRuns: 20_000 },
  );
}, 120_000);

function spansOf({ span, fix, related = [] }: Diagnostic): readonly Span[] {
  return [span, ...related.map((other) => other.span), ...(fix?.edits.map((edit) => edit.span) ?? [])];
}

/** The parts that are not inside their template, and the expressions that are not inside their part. */
function strayNodes({ span, parts }: Template): readonly (TemplatePart | Expr)[] {
  return parts.flatMap((part) => {
    const nodes = part.kind === "expression" ? allOf(part.expr).filter((node) => !isInside(node.span, part.span)) : [];
    return isInside(part.span, span) ? nodes : [part, ...nodes];
  });
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

const jsonErrors = new Set(["json-syntax", "unclosed-string", "bad-escape", "control-character", "trailing-comma"]);

function hasJsonErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => jsonErrors.has(code));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
