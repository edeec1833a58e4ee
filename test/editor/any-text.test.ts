import fc from "fast-check";
import { expect, test } from "vitest";
import type { Service } from "../../editor/service.ts";
import type { Span } from "../../grammar/source.ts";
import { opened, shop, textOf } from "./shop.ts";

const pieces = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  "{{",
  "}}",
  ".",
  "(",
  ";",
  "'",
  "`",
  "\\",
  "//",
  "/*",
  "\n",
  "item",
  "😀",
  "\u2028",
];

/** A file of the shop with something put in place of some of it, and a cursor. */
const broken = fc
  .record({
    uri: fc.constantFrom(...Object.keys(shop).filter((uri) => !uri.startsWith("samples/"))),
    from: fc.nat(600),
    length: fc.nat(40),
    put: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }),
    cursor: fc.nat(600),
  })
  .map(({ uri, from, length, put, cursor }) => {
    const text = textOf(uri).slice(0, from) + put.join("") + textOf(uri).slice(from + length);
    return { uri, text, cursor: Math.min(cursor, text.length) };
  });

test("whatever is written, every question has an answer, whose spans are inside of the file", () => {
  const { service } = opened({});
  fc.assert(
    fc.property(broken, ({ uri, text, cursor }) => {
      service.set(uri, text);
      for (const { start, end } of spansAt(service, uri, cursor)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      service.remove(uri);
    }),
    { numRuns: 150 },
  );
});

function spansAt(service: Service, uri: string, cursor: number): readonly Span[] {
  const here = { start: cursor, end: cursor };
  const inFile = (place: { readonly uri: string; readonly span: Span }) => (place.uri === uri ? [place.span] : []);
  const edits = [
    service.format(uri),
    service.format(uri, here),
    service.fixAll(uri),
    ...service.fixes(uri, here).flatMap((action) => action.edits),
  ];
  const named = service.named(uri, cursor);
  const renaming = service.rename(uri, cursor, "another");
  service.signature(uri, cursor);
  service.lenses(uri);
  return [
    ...service.diagnose(uri).map(({ span }) => span),
    ...service.complete(uri, cursor).map(({ span }) => span),
    ...[service.hover(uri, cursor)].flatMap((hover) => hover?.span ?? []),
    ...service.definition(uri, cursor).flatMap(inFile),
    ...service.references(uri, cursor).flatMap(inFile),
    ...(named ? [named] : []),
    ...("edits" in renaming ? renaming.edits : [])
      .flatMap((each) => (each.uri === uri ? each.edits : []))
      .map(({ span }) => span),
    ...edits.flatMap((each) => each.edits).map(({ span }) => span),
    ...service.symbols(uri).flatMap(({ span, selection }) => [span, selection]),
    ...service.folds(uri).map(({ span }) => span),
    ...service.tokens(uri).map(({ span }) => span),
    ...service.hints(uri).map(({ offset }) => ({ start: offset, end: offset })),
  ];
}
