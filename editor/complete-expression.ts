import type { CustomRows } from "../compiler/check/infer.ts";
import { isHeaders } from "../compiler/generate/expression.ts";
import { isName } from "../grammar/iml/lexis.ts";
import type { Span } from "../grammar/source.ts";
import { type FunctionSpec, parameterOf } from "../language/functions/define.ts";
import { builtins } from "../language/functions/index.ts";
import { resultOf, signature } from "../language/functions/signature.ts";
import { itemType } from "../language/item-type.ts";
import { keywords } from "../language/keywords.ts";
import { pathKeys } from "../language/path.ts";
import { typeAt } from "../language/path-type.ts";
import { scopes } from "../language/scopes.ts";
import { show } from "../language/type-relations.ts";
import { type Type, t } from "../language/types.ts";
import type { Words } from "../language/words.ts";
import type { Completion, CompletionKind } from "./answers.ts";
import { headersAt } from "./headers.ts";
import { customRows, type Evaluated } from "./parts.ts";
import { argumentStops, asSnippet } from "./snippet.ts";
import { argumentTypes, holderBefore, spanAt, type TemplatePlace } from "./template-place.ts";
import { fieldsOf } from "./type-fields.ts";
import type { FileInApp } from "./workspace.ts";

/** What may stand at a place in an expression. Without a unit nothing is known of its variables. */
export function completeExpression(
  file: FileInApp,
  place: TemplatePlace,
  evaluated: Evaluated | undefined,
): readonly Completion[] {
  const { what } = place;
  const custom = customRows(file.app);
  switch (what.kind) {
    case "name":
      return [...variables(place, what.start, evaluated), ...functions(place, what.start, custom)];
    case "member": {
      const before = evaluated && holderBefore(place, what.start, evaluated, custom);
      if (!before) return [];
      const span = spanFrom(place, what.start);
      if (isHeaders(before.holder, evaluated)) return headers(file, evaluated, span, writtenName);
      return before.type ? fields(before.type, span, writtenName) : [];
    }
    case "text":
      if (!evaluated) return [];
      if (isKeyOfHeaders(place, what.start, evaluated)) {
        return headers(file, evaluated, spanFrom(place, what.start), (name) => name);
      }
      return keysInText(place, what, evaluated, custom);
    case "other":
      return [];
  }
}

function variables(place: TemplatePlace, start: number, evaluated: Evaluated | undefined): readonly Completion[] {
  const span = spanFrom(place, start);
  const scope = evaluated?.unit.scope;
  const offer = (kind: CompletionKind, label: string, type: Type | undefined, doc: string): Completion => ({
    kind,
    label,
    detail: type ? show(type) : "",
    doc,
    snippet: inString(label),
    span,
  });
  const own = [...(evaluated?.variables ?? [])].filter(([name]) => !evaluated?.part.absent.has(name));
  const beside = [...(evaluated?.beside ?? [])].filter(([name]) => !evaluated?.variables.has(name));
  return [
    ...own.map(([name, type]) => offer("variable", name, type, (scope && scopes[scope].get(name)?.doc) ?? "")),
    ...beside.map(([name, { type, doc }]) => offer("variable", name, type, doc)),
    ...[...keywords].map(([name, { doc }]) => offer("keyword", name, undefined, doc)),
  ];
}

/** An app's own functions win over built-in ones. */
function functions(place: TemplatePlace, start: number, custom: CustomRows): readonly Completion[] {
  const span = spanFrom(place, start);
  const isCalled = /^\s*\(/.test(place.decoded.text.slice(endOfName(place)));
  return [...new Map([...builtins, ...custom])].map(([name, row]) => ({
    kind: "function",
    label: name,
    detail: `${signature(row)}: ${show(resultOf(row))}`,
    doc: functionDoc(row),
    snippet: isCalled ? asSnippet(name) : `${asSnippet(name)}(${argumentStops(needed(row))})`,
    span,
  }));
}

/** What is said of a function, as Markdown. */
export function functionDoc({ doc, examples }: FunctionSpec): string {
  const [example] = examples;
  return example ? `${doc}\n\n\`${example[0]}\`` : doc;
}

/** The arguments that cannot be left out; of those that repeat one. */
function needed({ params }: FunctionSpec): readonly string[] {
  return params.map(parameterOf).flatMap(({ name, optional }) => (optional ? [] : [name]));
}

/** Whether a text is the name of a header that is read by it: `headers['x-…']`. */
function isKeyOfHeaders({ decoded, begin }: TemplatePlace, start: number, { variables }: Evaluated): boolean {
  return variables.has("headers") && /(?:^|[^\w$.`])headers\s*\[\s*$/.test(decoded.text.slice(begin, start - 1));
}

function headers(
  file: FileInApp,
  evaluated: Evaluated,
  span: Span,
  written: (name: string) => string,
): readonly Completion[] {
  return [...headersAt(file, evaluated)].map(([name, { doc }]) => ({
    kind: "field",
    label: name,
    detail: "header",
    doc,
    snippet: inString(written(name)),
    span,
  }));
}

/** The fields that values of a type may have. */
function fields(type: Type, span: Span, written: (name: string) => string): readonly Completion[] {
  return [...fieldsOf(type)].map(([name, field]) => ({
    kind: "field",
    label: name,
    detail: [show(field.type), ...(field.optional ? ["may be absent"] : [])].join(", "),
    doc: field.doc ?? "",
    snippet: inString(written(name)),
    span,
  }));
}

/** The keys that a function is told by their names: `map(items; 'id')`. */
function keysInText(
  place: TemplatePlace,
  { start, written }: { readonly start: number; readonly written: string },
  evaluated: Evaluated,
  custom: CustomRows,
): readonly Completion[] {
  const { call } = place;
  const row = call && (custom.get(call.name) ?? builtins.get(call.name));
  const params = row?.params.map(parameterOf) ?? [];
  const name = call && params[call.argument]?.name;
  const words = row?.takes?.[name ?? ""];
  if (words) return known(words, place, start);
  const reads = row?.reads?.[name ?? ""];
  if (!reads) return [];
  const types = argumentTypes(place, start, evaluated, custom);
  const given = types[params.findIndex(({ name }) => name === reads.of)] ?? t.any;
  const dot = reads.as === "path" ? written.lastIndexOf(".") + 1 : 0;
  const from = pathKeys(written.slice(0, Math.max(0, dot - 1))).filter((key) => key !== "");
  const holder = from.reduce(typeAt, reads.each ? itemType(given) : given);
  return fields(holder, spanFrom(place, start + dot), (name) => name);
}

/** The texts that a function knows for an argument: `formatDate(now; 'L'; 'Europe/Prague')`. */
function known({ what, all }: Words, { decoded, index }: TemplatePlace, start: number): readonly Completion[] {
  const [rest = ""] = /^[\w/+-]*/.exec(decoded.text.slice(index)) ?? [];
  const span = spanAt(decoded, start, index + rest.length);
  return all().map((word) => ({ kind: "value", label: word, detail: what, doc: "", snippet: inString(word), span }));
}

/** From an index to the end of the name that goes on behind the cursor. */
function spanFrom(place: TemplatePlace, start: number): Span {
  return spanAt(place.decoded, start, endOfName(place));
}

function endOfName({ decoded, index, what }: TemplatePlace): number {
  const isQuoted = what.kind === "member" && what.quoted;
  const rest = isQuoted ? /^[^`}'"]*`?/ : /^[\p{L}\p{M}\p{Nd}_$]*/u;
  return index + (rest.exec(decoded.text.slice(index))?.[0].length ?? 0);
}

function writtenName(name: string): string {
  return isName(name) || /^\d+$/.test(name) ? name : `\`${name}\``;
}

/** As it stands inside a JSON string, as a snippet. */
function inString(text: string): string {
  return asSnippet(JSON.stringify(text).slice(1, -1));
}
