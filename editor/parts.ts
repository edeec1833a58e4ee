import type { CustomRows } from "../compiler/check/infer.ts";
import { absentRow, rowsOf } from "../compiler/functions/read.ts";
import type { Analysis, AppAnalysis, Unit, WebhookAnalysis } from "../compiler/index.ts";
import { type Kind, kinds } from "../compiler/manifest/kinds.ts";
import { oauthRoot } from "../compiler/manifest/oauth.ts";
import { isOauth } from "../compiler/manifest/root.ts";
import { type RecordShape, requests, type Shape } from "../compiler/manifest/shape.ts";
import { configShape } from "../compiler/project/config/config.ts";
import { absentIn } from "../compiler/project/config/signature/challenge.ts";
import { manifestsOf } from "../compiler/project/sources.ts";
import type { JsonNode } from "../grammar/json/ast.ts";
import { scopes } from "../language/scopes.ts";
import type { Type } from "../language/types.ts";
import type { Variable } from "../language/variables.ts";
import { metadataShape, parametersShape } from "./listed-shapes.ts";
import type { FileInApp } from "./workspace.ts";

/** What a file is to its app. */
export type Role = "manifest" | "config" | "metadata" | "list" | "data" | "code";

/** What a file is to its app, told by where the app names it. */
export function roleOf({ source: { uri }, app: { app } }: FileInApp): Role {
  const is = (other: { readonly uri: string } | undefined): boolean => other?.uri === uri;
  if (is(app.config)) return "config";
  if (app.metadata.some(is)) return "metadata";
  if (manifestsOf(app).some(({ source }) => is(source))) return "manifest";
  if (app.functions.some(({ code, test }) => is(code) || is(test))) return "code";
  const lists = [
    ...[...app.webhooks, ...app.connections, ...app.rpcs, ...app.endpoints].map(({ parameters }) => parameters),
    ...app.endpoints.map(({ output }) => output),
    ...app.modules.flatMap((module) => [module.parameters, module.expect, module.interface]),
  ];
  return lists.some(is) ? "list" : "data";
}

/** The webhook whose communication a file is; undefined of any other file. */
export function webhookIn({ source: { uri }, app }: FileInApp): WebhookAnalysis | undefined {
  return app.webhooks.find(({ communication }) => communication?.source.uri === uri);
}

/** The kind of manifest that a file is; undefined if it is none. */
export function kindIn({ source, app }: FileInApp): Kind | undefined {
  return manifestsOf(app.app).find((each) => each.source.uri === source.uri)?.kind;
}

/** What a file may hold; undefined where nobody says so. */
export function rootShape(file: FileInApp, json: JsonNode | undefined): Shape | undefined {
  switch (roleOf(file)) {
    case "config":
      return configShape;
    case "metadata":
      return file.app.app.layout === "makecomapp" ? metadataShape(file.app.app) : undefined;
    case "list":
      return parametersShape(file.app.app);
    case "manifest":
      return manifestShape(file, json);
    case "data":
    case "code":
      return undefined;
  }
}

function manifestShape(file: FileInApp, json: JsonNode | undefined): Shape | undefined {
  const kind = kindIn(file);
  if (!kind) return undefined;
  const { root, lists } = kinds[kind];
  if (kind === "connection") return connectionShape(root, json);
  return lists ? requests(root) : root;
}

/** As long as a connection has no key that tells, it may become one of either kind. */
function connectionShape(root: RecordShape, json: JsonNode | undefined): Shape {
  if (isOauth(json)) return oauthRoot;
  const isSingle =
    json?.kind === "object" && json.members.some(({ key }) => Object.hasOwn(root.fields, key.decoded.text));
  return requests(isSingle ? root : { ...root, fields: { ...root.fields, ...oauthRoot.fields } });
}

/** Every analysis of an app, with the component that it is of. */
export interface Part {
  readonly component: string;
  readonly analysis: Analysis;
  /** Variables that its templates cannot read in this app. */
  readonly absent: ReadonlyMap<string, string>;
}

/** The analyses of an app. */
export function partsOf(app: AppAnalysis): readonly Part[] {
  const part = (component: string, analysis: Analysis | undefined, absent: Part["absent"] = new Map()) =>
    analysis ? [{ component, analysis, absent }] : [];
  return [
    ...app.webhooks.flatMap((webhook) => {
      const component = `webhook ${webhook.id}`;
      const others = [webhook.attach, webhook.update, webhook.detach, webhook.listing];
      return [
        ...part(component, webhook.communication, absentIn(webhook.config)),
        ...others.flatMap((analysis) => part(component, analysis)),
      ];
    }),
    ...app.connections.flatMap(({ id, communication }) => part(`connection ${id}`, communication)),
    ...app.modules.flatMap((each) => [
      ...part(`module ${each.id}`, each.communication),
      ...part(`module ${each.id}`, each.epoch),
    ]),
    ...app.rpcs.flatMap(({ id, communication }) => part(`rpc ${id}`, communication)),
    ...app.endpoints.flatMap(({ id, communication }) => part(`endpoint ${id}`, communication)),
    ...part("base", app.base),
  ];
}

/** A template of a file: the unit that it is a part of, and what that can read. */
export interface Evaluated {
  readonly part: Part;
  readonly unit: Unit;
  readonly variables: ReadonlyMap<string, Type>;
  /** What could be read beside them: then the unit would be evaluated for each subscriber. */
  readonly beside: ReadonlyMap<string, Variable>;
}

/** The unit that an offset of a file is in; a unit of the file's own goes before one that inherits of it. */
export function evaluatedAt({ source: { uri }, app }: FileInApp, offset: number): Evaluated | undefined {
  const parts = partsOf(app);
  const own = parts.filter(({ analysis }) => analysis.source.uri === uri);
  for (const part of [...own, ...parts.filter((each) => !own.includes(each))]) {
    for (const [unit, variables] of part.analysis.variables) {
      if (holds(unit.field, uri, offset)) return { part, unit, variables, beside: besideOf(part, unit) };
    }
  }
  return undefined;
}

function besideOf({ analysis }: Part, { path }: Unit): ReadonlyMap<string, Variable> {
  const spec = kinds[analysis.kind].units.find((each) => each.path?.join(".") === path.join("."));
  return spec?.owner ? scopes[spec.owner.scope] : new Map();
}

function holds(field: Unit["field"], uri: string, offset: number): boolean {
  const { start, end } = field.span;
  // Parts of what is merged with a base come from two files, whatever its own span is.
  if (field.kind === "object") return field.entries.some(({ value }) => holds(value, uri, offset));
  if (field.kind === "text" && field.parts.some((each) => typeof each !== "string" && holds(each, uri, offset)))
    return true;
  return field.uri === uri && start <= offset && offset <= end;
}

/** The functions of an app beside the built-in ones, also those whose code is not there. */
export function customRows(app: AppAnalysis): CustomRows {
  return new Map([...app.app.absentFunctions.map(absentRow), ...rowsOf(app.functions)]);
}
