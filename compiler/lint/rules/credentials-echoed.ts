import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import type { BinaryOperator, Expr } from "../../../grammar/iml/ast.ts";
import { expressionsIn } from "../../fields.ts";
import type { Field } from "../../program.ts";
import { callOf } from "../expressions.ts";
import { type Path, pathOf, showPath } from "../paths.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";
import { isSecretName, secretsIn } from "../secrets.ts";

const found = diagnostic<{ path: string; to: string }>({
  code: "credentials-echoed",
  severity: "warning",
  message: ({ path, to }) =>
    `\`${path}\` holds credentials, and ${to} gets them here. Name the few values that are needed instead.`,
  doc: "The headers of a request carry the service's signatures and tokens; `data` and `parameters` carry secrets of the subscription. Put into an answer or into an item they come into logs, histories and other people's hands. `headers` as a whole, `headers.authorization` and fields named like a secret do not belong there.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": {"event": "{{item}}", "headers": "{{headers}}"}}`,
    good: `{"uid": "{{item.user}}", "output": {"event": "{{item}}", "id": "{{headers.\`x-request-id\`}}"}}`,
  },
});

/** Credentials that leave with an answer or an item. */
export const credentialsEchoed = rule({
  diagnostic: found,
  reply: (reply) => report(reply, "whoever sent the request", isWholeHeaders),
  section(section, { program }) {
    const item = program.kind === "webhook" ? under(section, "output") : undefined;
    return item ? report(item, "everybody who sees the item", isSecretHeader) : [];
  },
});

function report(field: Field, to: string, isSecret: (path: Path) => boolean): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { expr, uri } of expressionsIn(field)) {
    const paths = [...secretsIn(expr, "webhook")];
    addHeaders(expr, isSecret, paths);
    for (const path of paths) diagnostics.push(found({ uri, span: path.span }, { path: showPath(path), to }));
  }
  return diagnostics;
}

/** Adds the headers that an expression may give, or puts into the text that it gives. */
function addHeaders(expr: Expr, isSecret: (path: Path) => boolean, paths: Path[]): void {
  const given = givenBy(expr);
  for (const part of given) addHeaders(part, isSecret, paths);
  const path = given.length === 0 ? pathOf(expr) : undefined;
  if (path && isSecret(path)) paths.push(path);
}

function isWholeHeaders({ root, steps }: Path): boolean {
  return root === "headers" && steps.length === 0;
}

/** Some handshakes want a header back, so one by its name may be answered, and is no part of an item. */
function isSecretHeader(path: Path): boolean {
  return isWholeHeaders(path) || (path.root === "headers" && isSecretName(path.steps.at(-1) ?? ""));
}

/** The parts of an expression of which it gives one, or all in one text; none if it gives something of its own. */
function givenBy(expr: Expr): readonly Expr[] {
  if (expr.kind === "binary") return giving.includes(expr.operator) ? [expr.left, expr.right] : [];
  const choice = callOf(expr, "if", "ifempty");
  return choice?.args.slice(choice.name === "if" ? 1 : 0) ?? [];
}

const giving: readonly BinaryOperator[] = ["+", "join", "&", "|"];
