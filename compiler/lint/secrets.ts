import type { BinaryOperator, Expr } from "../../grammar/iml/ast.ts";
import { children } from "../../grammar/iml/walk.ts";
import type { Kind } from "../manifest/kinds.ts";
import { type Path, pathOf } from "./paths.ts";

/** Whether a name says that its value must stay between the app and the service: `apiKey`, `client_secret`, `token`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  if (last === "token") return !placeTokens.includes(before);
  if (last === "key") return secretKeys.includes(before);
  return secretNames.includes(last);
}

const secretNames = [
  "secret",
  "password",
  "passwd",
  "passphrase",
  "authorization",
  "credential",
  "credentials",
  "apikey",
  "apitoken",
  "accesstoken",
  "authtoken",
  "cookie",
];

const secretKeys = ["api", "access", "private", "secret", "auth", "signing", "encryption", "master", "account"];

/** Tokens that say where one is, or that are made to be sent around. */
const placeTokens = ["page", "next", "previous", "prev", "continuation", "cursor", "sync", "plain", "validation"];

/** The secrets that an expression lays open, with what is read of them; a hash or a signature of one hides it. */
export function secretsIn(expr: Expr, kind: Kind): readonly Path[] {
  const found: Path[] = [];
  addSecrets(expr, kind, found);
  return found;
}

const hiding = ["sha1", "sha256", "sha512", "md5", "jwt", "cryptoSign", "length", "isArray"];

/** Functions whose first argument is only asked whether it is true. */
const asking = ["if"];

function addSecrets(expr: Expr, kind: Kind, found: Path[]): void {
  if (expr.kind === "call" && hiding.includes(expr.name)) return;
  const path = pathOf(expr);
  if (path) {
    if (isSecret(path, kind)) found.push(path);
    return;
  }
  for (const part of shownParts(expr)) addSecrets(part, kind, found);
}

/** The parts of an expression but those of which nothing is seen but whether they are there, or are equal. */
function shownParts(expr: Expr): readonly Expr[] {
  if (expr.kind === "unary" && expr.operator === "!") return [];
  if (expr.kind === "binary" && comparing.includes(expr.operator)) return [];
  const asks = expr.kind === "binary" ? expr.operator === "&" : expr.kind === "call" && asking.includes(expr.name);
  return asks ? children(expr).slice(1) : children(expr);
}

const comparing: readonly BinaryOperator[] = ["=", "!=", "<", "<=", ">", ">="];

function isSecret({ root, steps }: Path, kind: Kind): boolean {
  const isKept = keepers.includes(root) || (root === "parameters" && kind === "connection");
  return isKept && isSecretName(steps.at(-1) ?? "");
}

/** The variables that hold what users and apps have entrusted to us. */
const keepers = ["connection", "common", "data", "webhook"];
