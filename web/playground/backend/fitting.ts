import { expressionsIn } from "../../../compiler/fields.ts";
import type { Analysis } from "../../../compiler/index.ts";
import { pathOf, pathsIn } from "../../../compiler/lint/paths.ts";
import type { Unit } from "../../../compiler/program.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";

/**
 * Answers with which the requests of a manifest most likely end well, as JSON: they have all that its templates read of
 * them. Those of the steps of a connection that are `skipped` are left out; `uid` is who the user is.
 */
export function fittingAnswers(analysis: Analysis | undefined, uid: string, skipped: readonly string[] = []): string {
  const units = analysis?.program?.units ?? [];
  const requests = units.filter(({ path }) => path.at(-1) === "request" && !skipped.includes(path[0] ?? ""));
  const answers = requests.map(({ path }) => {
    const own = units.filter((unit) => startOf(unit) === path.slice(0, -1).join("."));
    const body: Body = {};
    for (const name of telling) for (const unit of own) if (unit.path.at(-1) === name) fill(body, unit, uid);
    return { status: 200, ...(Object.keys(body).length === 0 ? {} : { body }) };
  });
  return JSON.stringify(answers, undefined, 2);
}

/** JSON that is being put together. */
interface Body {
  [name: string]: Body | string | number | boolean;
}

/** Units that read an answer; those that want something certain of it come first. */
const telling: readonly string[] = ["uid", "valid", "data", "metadata", "expires", "responseTemp", "output"];

function startOf({ path }: Unit): string {
  return path.slice(0, -1).join(".");
}

function fill(body: Body, { path: [...path], field }: Unit, uid: string): void {
  const name = path.at(-1);
  for (const { expr } of expressionsIn(field)) {
    for (const read of pathsIn(expr)) {
      if (read.root !== "body") continue;
      put(body, read.steps, wanted(name, expr, uid) ?? `${read.steps.at(-1)}-1`);
    }
  }
}

/** What a path has to hold; undefined: anything. */
function wanted(name: string | undefined, expr: Expr, uid: string): string | number | boolean | undefined {
  const isAlone = pathOf(expr) !== undefined;
  if (name === "uid" && isAlone && uid !== "") return /^\d{1,15}$/.test(uid) ? Number(uid) : uid;
  if (name === "expires" && isAlone) return "2100-01-01T00:00:00Z";
  if (name !== "valid") return undefined;
  if (isAlone) return true;
  if (expr.kind !== "binary" || expr.operator !== "=") return undefined;
  const literal = [expr.left, expr.right].find(({ kind }) => kind === "literal");
  return literal?.kind === "literal" ? literal.value : undefined;
}

function put(body: Body, [step, ...rest]: readonly string[], value: string | number | boolean): void {
  if (step === undefined) return;
  const there = Object.hasOwn(body, step) ? body[step] : undefined;
  if (rest.length === 0) {
    if (there === undefined) body[step] = value;
    return;
  }
  const inner = there ?? {};
  if (typeof inner !== "object") return;
  body[step] = inner;
  put(inner, rest, value);
}
