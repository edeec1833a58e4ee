import fc from "fast-check";
import { expect, test } from "vitest";
import { bundleType, parametersType } from "../../compiler/parameters/collection.ts";
import { limits, parameterKeys } from "../../compiler/parameters/keys.ts";
import { rpcReferences } from "../../compiler/parameters/references.ts";
import { parameterTypes } from "../../compiler/parameters/types.ts";
import { checkSamples } from "../../compiler/payload/check-samples.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { listIn } from "./read.ts";

/** JSON in which the words of lists of parameters are frequent. */
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false, 1, "", "a", "rpc://a", "rpc://a?b={{c}}", "{{a}}", ...parameterTypes.keys()),
    fc.array(tie("anything"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...parameterKeys.keys(), ...limits.keys(), "value", "store"), tie("anything")),
  ),
}));

test("whatever a list is, it is read, and what is found lies inside of it", () => {
  fc.assert(
    fc.property(anything, fc.constantFrom("connection", "parameters", "interface"), (json, kind) => {
      const text = JSON.stringify(json);
      const { value, diagnostics } = listIn(text, kind);
      const spans = [...diagnostics.map(({ span }) => span), ...rpcReferences(value).map(({ place }) => place.span)];
      for (const { start, end } of spans) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      for (const { id, place } of rpcReferences(value)) expect(text.slice(place.span.start, place.span.end)).toBe(id);
      const type = parametersType([value], "the list");
      expect(type.open).toBe(type.origin === undefined);
    }),
  );
});

interface Described {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

/** An entry of an interface, but for its name, and a value that it describes. */
const { described } = fc.letrec<{ described: Described; named: readonly (Described & { name: string })[] }>((tie) => ({
  described: fc.oneof(
    { maxDepth: 3 },
    fc.string().map((value) => ({ entry: { type: "text" }, value })),
    fc.integer().map((value) => ({ entry: { type: "integer" }, value })),
    fc.boolean().map((value) => ({ entry: { type: "boolean" }, value })),
    fc.constant({ entry: { type: "date" }, value: "2024-05-20T12:00:00Z" }),
    fc.jsonValue().map((value) => ({ entry: { type: "any" }, value })),
    fc.tuple(tie("described"), fc.nat(3)).map(([{ entry, value }, length]) => ({
      entry: { type: "array", spec: entry },
      value: Array(length).fill(value),
    })),
    tie("named").map((fields) => ({ entry: { type: "collection", spec: listOf(fields) }, value: objectOf(fields) })),
  ),
  named: fc
    .uniqueArray(fc.tuple(fc.string({ minLength: 1 }), tie("described")), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 4,
    })
    .map((fields) => fields.map(([name, each]) => ({ name, ...each }))),
}));

const interfaces = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), described), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 5,
});

function listOf(fields: readonly (Described & { readonly name: string })[]): readonly unknown[] {
  return fields.map(({ name, entry }) => ({ name, ...entry }));
}

function objectOf(fields: readonly (Described & { readonly name: string })[]): unknown {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

test("a sample that is as its interface says is silent, also without a field; one that has it by another name says which", () => {
  fc.assert(
    fc.property(interfaces, fc.nat(), (pairs, pick) => {
      const fields = pairs.map(([name, each]) => ({ name, ...each }));
      const bundle = bundleType(listIn(JSON.stringify(listOf(fields)), "interface").value, "the interface");
      if (!bundle) throw new Error("There are fields.");
      const findings = (kept: typeof fields) => {
        const source = { uri: "samples.iml.json", text: JSON.stringify([objectOf(kept)]) };
        return checkSamples(source, parseJson(source).value, bundle).map(({ message }) => message);
      };
      expect(findings(fields)).toEqual([]);
      const field = fields[pick % fields.length];
      if (!field) return;
      expect(findings(fields.filter((each) => each !== field))).toEqual([]);
      const name = `${field.name}-`;
      if (fields.some((each) => each.name === name)) return;
      const renamed = fields.map((each) => (each === field ? { ...each, name } : each));
      expect(findings(renamed)).toEqual([`This sample lacks \`${field.name}\`, which the interface names.`]);
    }),
  );
});
