import type { Expr } from "../../../../grammar/iml/ast.ts";
import type { TokenPlace } from "../../../../language/signatures/scheme.ts";
import { challengeIn, schemeNames } from "../../../../language/signatures/schemes.ts";
import type { Field } from "../../../program.ts";
import type { SignatureConfig } from "./signature.ts";

/** The names that the template of a token may read. */
export const tokenVariables: ReadonlySet<string> = new Set(["body", "headers"]);

/** Where the token of a challenge stands, by the template that reads it; undefined of any other template. */
export function tokenPlace(template: Field): TokenPlace | undefined {
  const [root, first, ...deeper] = template.kind === "expression" ? (namesIn(template.expr) ?? []) : [];
  if (first === undefined) return undefined;
  if (root === "body") return { kind: "body", path: [first, ...deeper] };
  return root === "headers" && deeper.length === 0 ? { kind: "header", name: first.toLowerCase() } : undefined;
}

/** The variables that a webhook with this signature does not have, each with the reason. */
export function absentIn({ signature }: SignatureConfig): ReadonlyMap<string, string> {
  if (!signature) return withoutSignature;
  return challengeIn(signature.scheme) ? new Map() : withoutChallenge;
}

const those = schemeNames.filter((name) => challengeIn(name)).map((name) => `\`${name}\``);
const known = `That of ${those.join(", ")} has one, and a \`custom\` one can be told its \`challenge\`.`;

const withoutSignature: ReadonlyMap<string, string> = new Map([
  ["signature", `It takes a \`signature\` in \`imlc.json\` whose scheme has a challenge. ${known}`],
]);

const withoutChallenge: ReadonlyMap<string, string> = new Map([
  ["signature", `The scheme of the \`signature\` in \`imlc.json\` has no challenge that could be answered. ${known}`],
]);

/** `body.payload.token` as its names; undefined of what is more than names. */
function namesIn(expr: Expr): readonly string[] | undefined {
  if (expr.kind === "variable") return [expr.name];
  const before = expr.kind === "member" ? namesIn(expr.object) : undefined;
  return before && expr.kind === "member" ? [...before, expr.name] : undefined;
}
