import type { Edit } from "../grammar/diagnostic.ts";
import type { Expr } from "../grammar/iml/ast.ts";
import type { Span } from "../grammar/source.ts";
import type { Action, FileEdits, Finding } from "./answers.ts";
import { expressionsAround } from "./expression-at.ts";
import { extraction } from "./extract.ts";
import { type Evaluated, kindIn, roleOf, webhookIn } from "./parts.ts";
import { uidActions } from "./uid-actions.ts";
import type { FileInApp } from "./workspace.ts";

/** What is offered for a part of a file whose findings are given. */
export function actionsFor(file: FileInApp, span: Span, findings: readonly Finding[]): readonly Action[] {
  const here = findings.filter((each) => each.span.start <= span.end && span.start <= each.span.end);
  return [
    ...here.flatMap((finding) => [...fix(file, finding), ...uidActions(file, finding)]),
    ...here.flatMap((finding) => silence(file, finding)),
    ...wrap(file, span),
    ...extraction(file, span),
    ...answerHandshakes(file, span),
  ];
}

function fix({ source: { uri } }: FileInApp, finding: Finding): readonly Action[] {
  if (!finding.fix) return [];
  const { title, edits, unsafe } = finding.fix;
  return [{ kind: "quickfix", title, edits: [{ uri, edits }], finding, preferred: !unsafe }];
}

/** A comment above the line; why it is there only its author knows. */
function silence(file: FileInApp, finding: Finding): readonly Action[] {
  if (finding.severity === "error" || roleOf(file) === "code") return [];
  const { uri, text } = file.source;
  const start = text.lastIndexOf("\n", finding.span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  const edit: Edit = { span: { start, end: start }, text: `${indent}// imlc-ignore ${finding.code}: (say why)\n` };
  const title = `Silence \`${finding.code}\` here`;
  return [{ kind: "quickfix", title, edits: [{ uri, edits: [edit] }], finding, preferred: false }];
}

/** What may be empty can have something in its place. */
function wrap(file: FileInApp, { start }: Span): readonly Action[] {
  const { exprs = [], evaluated } = expressionsAround(file, { start, end: start }) ?? {};
  const path = evaluated && wholePath(exprs);
  if (!path || !isKnown(path, evaluated)) return [];
  const { uri, text } = file.source;
  const edit: Edit = { span: path.span, text: `ifempty(${text.slice(path.span.start, path.span.end)}; '')` };
  return [rewrite("Wrap in `ifempty(…)`", { uri, edits: [edit] })];
}

/** The longest path that the innermost of some expressions is the beginning of; undefined if that is no path. */
function wholePath([innermost, ...around]: readonly Expr[]): Expr | undefined {
  if (innermost?.kind !== "variable" && innermost?.kind !== "member" && innermost?.kind !== "index") return undefined;
  let path: Expr = innermost;
  for (const expr of around) {
    if ((expr.kind !== "member" && expr.kind !== "index") || expr.object !== path) break;
    path = expr;
  }
  return path;
}

function isKnown(path: Expr, evaluated: Evaluated): boolean {
  if (path.kind === "member" || path.kind === "index") return isKnown(path.object, evaluated);
  const { variables, beside, part } = evaluated;
  return (
    path.kind !== "variable" || ((variables.has(path.name) || beside.has(path.name)) && !part.absent.has(path.name))
  );
}

/** At the beginning of a webhook that answers no handshakes. */
function answerHandshakes(file: FileInApp, { start }: Span): readonly Action[] {
  const { source } = file;
  const { json } = webhookIn(file)?.communication ?? {};
  if (json?.kind !== "object" || kindIn(file) !== "webhook" || start > json.span.start + 1) return [];
  if (json.members.some(({ key }) => key.decoded.text === "verification")) return [];
  const at = json.span.start + 1;
  const comma = json.members.length > 0 ? "," : "\n";
  const edit: Edit = { span: { start: at, end: at }, text: `\n  "verification": ${handshake}${comma}` };
  return [rewrite("Answer handshakes with `verification`", { uri: source.uri, edits: [edit] })];
}

function rewrite(title: string, edits: FileEdits): Action {
  return { kind: "rewrite", title, edits: [edits], finding: undefined, preferred: false };
}

const handshake = `{
    "condition": "{{body.challenge}}",
    "respond": { "type": "text", "body": "{{body.challenge}}" }
  }`;
