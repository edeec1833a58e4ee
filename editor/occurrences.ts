import { parseManifest } from "../compiler/analyze.ts";
import type { AppAnalysis } from "../compiler/index.ts";
import { listsOf } from "../compiler/lint/rpc-names.ts";
import type { ParameterList } from "../compiler/parameters/list.ts";
import { rpcReferences } from "../compiler/parameters/references.ts";
import type { Field } from "../compiler/program.ts";
import { savingUnits } from "../compiler/project/saved.ts";
import { sourcesOf } from "../compiler/project/sources.ts";
import { membersOf } from "../grammar/json/members.ts";
import type { Span } from "../grammar/source.ts";
import { codeOccurrences } from "./code-occurrences.ts";
import { partsOf } from "./parts.ts";
import { readOccurrences } from "./read-occurrences.ts";

/** A place where something that has a name in an app is named. */
export interface Occurrence {
  /** What it is and where it belongs: `saved webhook chat token`. */
  readonly symbol: string;
  readonly name: string;
  readonly role: "definition" | "reference";
  readonly uri: string;
  /** The name itself, without quotes. */
  readonly span: Span;
  /** Where it stands: in an expression, in a JSON string, in JavaScript; it is written as it has to be there. */
  readonly in: "expression" | "string" | "code";
}

/** Every place of an app at which something is named that can be named elsewhere, each once. */
export function occurrencesIn(app: AppAnalysis): readonly Occurrence[] {
  const before = known.get(app);
  if (before) return before;
  const texts = new Map(sourcesOf(app.app).map(({ uri, text }) => [uri, text]));
  const found = [...readOccurrences(app), ...written(app), ...declared(app), ...codeOccurrences(app)];
  const inside = found.map((each) => ({ ...each, span: withoutQuotes(each.span, texts.get(each.uri) ?? "") }));
  const unique = new Map(inside.map((each) => [`${each.uri} ${each.span.start} ${each.symbol} ${each.role}`, each]));
  const all = [...unique.values()];
  known.set(app, all);
  return all;
}

const known = new WeakMap<AppAnalysis, readonly Occurrence[]>();

/** What is named at an offset; a definition goes before what else is named there. */
export function occurrenceAt(app: AppAnalysis, uri: string, offset: number): Occurrence | undefined {
  const here = occurrencesIn(app).filter(
    (each) => each.uri === uri && each.span.start <= offset && offset <= each.span.end,
  );
  return here.find(({ role }) => role === "reference") ?? here[0];
}

function withoutQuotes({ start, end }: Span, text: string): Span {
  const quote = text.charAt(start);
  const isQuoted = end - start > 1 && /["'`]/.test(quote) && text.charAt(end - 1) === quote;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** The keys by which manifests save and keep values. */
function written(app: AppAnalysis): readonly Occurrence[] {
  return partsOf(app).flatMap(({ component, analysis }) => {
    const { program, source } = analysis;
    const units = [...(program?.units ?? []), ...(program?.unrun ?? [])];
    const temps = units.filter(({ path }) => ["temp", "responseTemp"].includes(path.at(-1) ?? ""));
    const owner = component.startsWith("connection ") ? `kept ${component}` : `saved ${component}`;
    return [
      ...savingUnits(program).flatMap(({ field }) => keysOf(field, owner)),
      ...temps.flatMap(({ field }) => keysOf(field, `temp ${source.uri}`)),
    ];
  });
}

function keysOf(field: Field, owner: string): readonly Occurrence[] {
  if (field.kind !== "object") return [];
  return field.entries.flatMap((entry) =>
    entry.kind === "entry" ? [definition(owner, entry.key, entry.value.uri, entry.keySpan)] : [],
  );
}

function definition(owner: string, name: string, uri: string, span: Span): Occurrence {
  return { symbol: `${owner} ${name}`, name, role: "definition", uri, span, in: "string" };
}

/** What lists of parameters and files with common data declare, and what refers to components by their ids. */
function declared(app: AppAnalysis): readonly Occurrence[] {
  const { webhooks, connections, modules, rpcs, endpoints } = app;
  const { common } = app.app;
  const lists = [
    ...webhooks.map((each) => [`parameter webhook ${each.id}`, each.lists] as const),
    ...connections.map((each) => [`kept connection ${each.id}`, each.lists] as const),
    ...modules.map((each) => [`parameter module ${each.id}`, each.lists] as const),
    ...endpoints.map((each) => [`parameter endpoint ${each.id}`, each.lists] as const),
  ];
  const refer =
    (kind: string) =>
    ({
      id,
      place,
    }: {
      readonly id: string;
      readonly place: { readonly uri: string; readonly span: Span };
    }): Occurrence => ({
      symbol: `${kind} ${id}`,
      name: id,
      role: "reference",
      ...place,
      in: "string",
    });
  const declare =
    (kind: string) =>
    ({ id, files }: (typeof webhooks | typeof connections | typeof rpcs)[number]): Occurrence => ({
      symbol: `${kind} ${id}`,
      name: id,
      role: "definition",
      ...files.place,
      in: "string",
    });
  const callers = [...app.app.webhooks, ...app.app.modules, ...app.app.rpcs, ...app.app.endpoints];
  return [
    ...lists.flatMap(([owner, all]) => all.flatMap((list) => parametersOf(list, owner))),
    ...membersOf(common && parseManifest(common).json).map(({ key }) =>
      definition("common", key.decoded.text, common?.uri ?? "", key.span),
    ),
    ...listsOf(app).flatMap(rpcReferences).map(refer("rpc")),
    ...callers.flatMap((each) => each.connections).map(refer("connection")),
    ...app.app.modules.flatMap(({ webhook }) => (webhook ? [refer("webhook")(webhook)] : [])),
    ...webhooks.map(declare("webhook")),
    ...connections.map(declare("connection")),
    ...rpcs.map(declare("rpc")),
  ];
}

function parametersOf({ uri, parameters }: ParameterList, owner: string): readonly Occurrence[] {
  return parameters.flatMap(({ name, span, nested }) => [
    ...(name === undefined ? [] : [definition(owner, name, uri, span)]),
    ...nested.flatMap((list) => parametersOf(list, owner)),
  ]);
}
