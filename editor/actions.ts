import type { Edit } from "../grammar/diagnostic.ts";
import type { Span } from "../grammar/source.ts";
import type { Action, Finding } from "./answers.ts";
import { expressionAt } from "./expression-at.ts";
import { extraction } from "./extract.ts";
import { kindIn, roleOf, webhookIn } from "./parts.ts";
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
  const { expr } = expressionAt(file, start) ?? {};
  if (expr?.kind !== "member" && expr?.kind !== "variable" && expr?.kind !== "index") return [];
  const { uri, text } = file.source;
  const edit: Edit = { span: expr.span, text: `ifempty(${text.slice(expr.span.start, expr.span.end)}; '')` };
  const title = "Wrap in `ifempty(…)`";
  return [{ kind: "rewrite", title, edits: [{ uri, edits: [edit] }], finding: undefined, preferred: false }];
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
  const title = "Answer handshakes with `verification`";
  return [
    { kind: "rewrite", title, edits: [{ uri: source.uri, edits: [edit] }], finding: undefined, preferred: false },
  ];
}

const handshake = `{
    "condition": "{{body.challenge}}",
    "respond": { "type": "text", "body": "{{body.challenge}}" }
  }`;
