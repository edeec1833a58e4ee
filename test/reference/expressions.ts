import fc from "fast-check";
import { type FunctionSpec, type Parameter, parameterOf } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { keywords } from "../../language/keywords.ts";
import type { Type } from "../../language/types.ts";
import { hostileText, literal } from "../generate/arbitrary.ts";
import { literals, poolFor } from "./pools.ts";

type Text = fc.Arbitrary<string>;

/** Paths of payload.ts by the kind of value that mostly is there, and constants of that kind. */
const leaves = {
  text: fc.oneof(
    fc.constantFrom(
      ...words(`item.text item.title item.id item.user.name item.rows[1].name item.tags[] item.tags.2 method item.day
        headers.\`X-Shop-Id\` headers['Content-Type'] headers.content-type headers[upper('x-shop-id')] 1.name item.user.content-type uuid
        item.rows[item.n].label item[parameters.field] executionId space emptystring`),
    ),
    fc.constantFrom(...literals("any")),
    hostileText.map((text) => literal(text)),
  ),
  number: fc.oneof(
    fc.constantFrom(
      ...words(
        "item.n item.price item.nums[] item.nums[-1] item.rows[1].qty item.rows.2.qty statusCode timestamp pi random",
      ),
    ),
    fc.constantFrom(...words("0 1 2 3 10 100 0.1 0.2 1.005 9007199254740993 -0 -1 -2.5"), ...literals("number")),
  ),
  boolean: fc.constantFrom(...words("item.flag true false null")),
  date: fc.constantFrom(...words("item.when item.when now item.day 1719828000000"), ...literals("date")),
  buffer: fc.constantFrom("item.buf", "item.buf", "item.text"),
  array: fc.constantFrom(...words("item.tags item.nums item.rows item.rows emptyarray item.emails query.list")),
  collection: fc.constantFrom(
    ...words("item.user item.hostile item.rows[1] headers environment item query `1` 1.user parameters"),
  ),
  any: fc.constantFrom(
    ...keywords.keys(),
    ...words(`item.odd body data value result item.nothing item.empty nothing.at.all \`x-y\` \`true\` \`space\` item.hostile.__proto__ item.id
      item.constructor item.text.length item['__proto__'] item.tags.length body.a[1].b item.n item.text item.when`),
  ),
} as const satisfies Readonly<Record<string, Text>>;

type Kind = keyof typeof leaves;

const steps = fc.constantFrom(
  ...words(
    "[] [1] [-1] [0] [2] [1.5] .1 .name .length .constructor .`__proto__` .`1` .`-1` .`` .toString .user ['name']",
  ),
);

interface Expressions extends Record<Kind, string> {
  readonly call: string;
}

type Tie = fc.LetrecTypedTie<Expressions>;

const depth = { maxDepth: 3, depthIdentifier: fc.createDepthIdentifier(), withCrossShrink: true };

/** Expressions as they are written; a call for two of three, with arguments that mostly are what its parameters take. */
export const expressions: Text = fc.letrec<Expressions>((tie: Tie) => ({
  text: ofKind("text", tie),
  number: ofKind("number", tie, arithmetic(tie("number"))),
  boolean: ofKind("boolean", tie, comparison(tie("any")), logic(tie("boolean"))),
  date: ofKind("date", tie),
  buffer: ofKind("buffer", tie),
  array: ofKind("array", tie),
  collection: ofKind("collection", tie),
  call: fc.oneof(...[...builtins.values()].map((row) => call(row, tie))),
  any: fc.oneof(
    depth,
    { arbitrary: leaves.any, weight: 2 },
    { arbitrary: tie("call"), weight: 5 },
    { arbitrary: operation(tie("any")), weight: 2 },
    { arbitrary: logic(tie("boolean")), weight: 1 },
    { arbitrary: path(tie("any")), weight: 1 },
    { arbitrary: kinds(tie), weight: 1 },
  ),
})).any;

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

function kinds(tie: Tie): Text {
  const others = Object.keys(leaves).filter((kind): kind is Kind => kind !== "any");
  return fc.oneof(...others.map((kind) => tie(kind)));
}

/** Mostly of the kind: a constant or path, or a call that gives it; now and then anything. */
function ofKind(kind: Kind, tie: Tie, ...more: readonly Text[]): Text {
  const rows = [...builtins.values()].filter(({ returns }) => typeof returns !== "function" && returns.kind === kind);
  const results = [...rows.map((row) => call(row, tie)), ...more];
  return fc.oneof(
    depth,
    { arbitrary: leaves[kind], weight: 6 },
    ...(results.length > 0 ? [{ arbitrary: fc.oneof(...results), weight: 3 }] : []),
    { arbitrary: tie("any"), weight: 1 },
  );
}

function call(row: FunctionSpec, tie: Tie): Text {
  const params = row.params.map(parameterOf);
  const needed = params.filter(({ optional, rest }) => !optional && !rest).length;
  const given = params.flatMap((param) => (param.rest ? [param, param, param] : [param]));
  const args = given.map((param) => argument(row.name, param, tie));
  return fc
    .tuple(fc.tuple(...args, tie("any")), fc.nat(100), fc.constantFrom("; ", ", ", ";"))
    .map(([all, count, separator]) => {
      const extra = count > 96 ? 1 : 0;
      const taken = extra + needed + (count % (given.length - needed + 1));
      const written = all.slice(0, extra ? undefined : taken);
      // A single blank argument would be none.
      return `${row.name}(${written.length === 1 ? (written[0] ?? "").trim() || "undefined" : written.join(separator)})`;
    });
}

function argument(called: string, { name, type }: Parameter, tie: Tie): Text {
  const pool = poolFor(called, name);
  const kind = kindsOf(type);
  const texts = pool || kind.includes("text") ? literals(pool ?? "any") : [];
  return fc.oneof(
    { arbitrary: fc.oneof(...kind.map((each) => tie(each))), weight: 6 },
    ...(texts.length > 0 ? [{ arbitrary: fc.constantFrom(...texts), weight: 6 }] : []),
    { arbitrary: tie("any"), weight: 1 },
    { arbitrary: fc.constantFrom("undefined", "null", " "), weight: 1 },
  );
}

function kindsOf(type: Type): readonly Kind[] {
  if (type.kind === "union") return type.of.flatMap(kindsOf);
  return type.kind in leaves ? [type.kind as Kind] : ["any"];
}

function path(head: Text): Text {
  const step = fc.oneof({ arbitrary: steps, weight: 4 }, { arbitrary: head.map((index) => `[${index}]`), weight: 1 });
  return fc
    .tuple(head, fc.array(step, { minLength: 1, maxLength: 2 }))
    .map(([object, read]) => `(${object})${read.join("")}`);
}

function operation(operand: Text): Text {
  return fc.oneof(
    arithmetic(operand),
    comparison(operand),
    logic(operand),
    fc.tuple(fc.constantFrom("-", "--"), operand).map(([operator, each]) => `${operator}(${each})`),
  );
}

function logic(operand: Text): Text {
  return fc.oneof(
    binary(operand, ["&", "&&", "|", "||"]),
    fc.tuple(fc.constantFrom("!", "!!"), operand).map(([operator, each]) => `${operator}(${each})`),
  );
}

function arithmetic(operand: Text): Text {
  return binary(operand, ["+", "-", "*", "/", "%", "++", "+", ""]);
}

function comparison(operand: Text): Text {
  return binary(operand, ["=", "!=", "==", "===", "!==", "<", "<=", ">", ">="]);
}

function binary(operand: Text, operators: readonly string[]): Text {
  return fc
    .tuple(operand, fc.constantFrom(...operators), operand)
    .map(([left, operator, right]) => `(${left}) ${operator} (${right})`);
}
