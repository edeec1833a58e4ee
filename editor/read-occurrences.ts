import { expressionsIn } from "../compiler/fields.ts";
import type { AppAnalysis } from "../compiler/index.ts";
import type { Expr, Member } from "../grammar/iml/ast.ts";
import { children } from "../grammar/iml/walk.ts";
import type { Occurrence } from "./occurrences.ts";
import { customRows, type Part, partsOf } from "./parts.ts";

/** What expressions read by a name that is given somewhere in the app, and the functions of the app that they call. */
export function readOccurrences(app: AppAnalysis): readonly Occurrence[] {
  const custom = customRows(app);
  const found: Occurrence[] = [];
  for (const part of partsOf(app)) {
    const { program } = part.analysis;
    for (const { field } of [...(program?.units ?? []), ...(program?.unrun ?? [])]) {
      for (const { expr, uri } of expressionsIn(field)) visit(expr, uri, part);
    }
  }
  return found;

  function visit(expr: Expr, uri: string, part: Part): void {
    if (expr.kind === "member") {
      const owner = ownerOf(expr, part, app);
      if (owner) add(`${owner} ${expr.name}`, expr.name, uri, expr.nameSpan);
    } else if (expr.kind === "call" && custom.has(expr.name)) {
      add(`function ${expr.name}`, expr.name, uri, expr.nameSpan);
    }
    for (const child of children(expr)) visit(child, uri, part);
  }

  function add(symbol: string, name: string, uri: string, span: Occurrence["span"]): void {
    found.push({ symbol, name, role: "reference", uri, span, in: "expression" });
  }
}

/** Whose value a member of a variable is; undefined of what nothing in the app gives. */
function ownerOf({ object, name }: Member, { component, analysis }: Part, app: AppAnalysis): string | undefined {
  if (object.kind !== "variable") return undefined;
  const isConnection = component.startsWith("connection ");
  switch (object.name) {
    case "temp":
      return `temp ${analysis.source.uri}`;
    case "common":
      return "common";
    case "webhook":
      return savedOf(component, app);
    case "connection":
      return isConnection ? `kept ${component}` : connectionOf(component, app);
    case "parameters":
      return isConnection ? `kept ${component}` : `parameter ${component}`;
    case "data": {
      if (isConnection) return `kept ${component}`;
      return isEntered(component, name, app) ? `parameter ${component}` : savedOf(component, app);
    }
    default:
      return undefined;
  }
}

/** Whose attach has saved what a component reads as `webhook`. */
function savedOf(component: string, app: AppAnalysis): string | undefined {
  if (component.startsWith("webhook ")) return `saved ${component}`;
  const module = app.app.modules.find(({ id }) => component === `module ${id}`);
  return module?.webhook && `saved webhook ${module.webhook.id}`;
}

/** Which connection a component has, if it is only one. */
function connectionOf(component: string, { app }: AppAnalysis): string | undefined {
  const named = [
    ...app.webhooks.map((each) => [`webhook ${each.id}`, each.connections] as const),
    ...app.modules.map((each) => [`module ${each.id}`, each.connections] as const),
    ...app.rpcs.map((each) => [`rpc ${each.id}`, each.connections] as const),
    ...app.endpoints.map((each) => [`endpoint ${each.id}`, each.connections] as const),
  ];
  const ids = new Set(named.find(([name]) => name === component)?.[1].map(({ id }) => id));
  const [only, other] = ids.size > 0 ? [...ids] : app.connections.map(({ id }) => id);
  return only === undefined || other !== undefined ? undefined : `kept connection ${only}`;
}

function isEntered(component: string, name: string, { webhooks }: AppAnalysis): boolean {
  const webhook = webhooks.find(({ id }) => component === `webhook ${id}`);
  return webhook?.lists.some(({ parameters }) => parameters.some((each) => each.name === name)) ?? false;
}
