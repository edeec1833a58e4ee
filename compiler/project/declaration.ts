import type { Source } from "../../grammar/source.ts";
import type { FunctionFiles } from "../functions/read.ts";
import type { App } from "./app.ts";
import type { ComponentType } from "./code-files.ts";
import { connectionTypes, moduleTypes, type Place, type Reference, webhookTypes } from "./components.ts";

/** A component as one of the layouts declares it. */
export interface Declaration {
  readonly component: ComponentType;
  readonly id: string;
  readonly place: Place;
  /** Which kind of webhook, connection or module it is. */
  readonly type: string | undefined;
  readonly connections: readonly Reference[];
  readonly webhook: Reference | undefined;
  /** Its files, by the names that `codeFiles` of `makecomapp.json` has for them. */
  readonly files: ReadonlyMap<string, Source>;
}

type Parts = Pick<
  App,
  "webhooks" | "connections" | "modules" | "rpcs" | "endpoints" | "functions" | "absentFunctions" | "plain"
>;

/** The parts of an app that declarations make. */
export function partsOf(declarations: readonly Declaration[]): Parts {
  const of = (component: ComponentType) => declarations.filter((each) => each.component === component);
  return {
    webhooks: of("webhook").map((each) => ({
      ...common(each, "params"),
      type: webhookTypes.find((type) => type === each.type),
      connections: each.connections,
      attach: each.files.get("attach"),
      detach: each.files.get("detach"),
      update: each.files.get("update"),
      scope: each.files.get("requiredScope"),
    })),
    connections: of("connection").map((each) => ({
      ...common(each, "params"),
      type: connectionTypes.find((type) => type === each.type),
      common: each.files.get("common"),
      scope: each.files.get("defaultScope"),
    })),
    modules: of("module").map((each) => ({
      ...common(each, "staticParams"),
      type: moduleTypes.find((type) => type === each.type),
      connections: each.connections,
      webhook: each.webhook,
      expect: each.files.get("mappableParams"),
      interface: each.files.get("interface"),
      samples: each.files.get("samples"),
      epoch: each.files.get("epoch"),
    })),
    rpcs: of("rpc").map((each) => ({ ...common(each, "params"), connections: each.connections })),
    endpoints: of("endpoint").map((each) => ({
      ...common(each, "input"),
      connections: each.connections,
      output: each.files.get("output"),
    })),
    functions: of("function").flatMap(functionFiles),
    absentFunctions: of("function").flatMap(({ id, files }) => (files.has("code") ? [] : [id])),
    plain: declarations.flatMap(({ files }) => plainFiles.flatMap((name) => files.get(name) ?? [])),
  };
}

/** Files in which nothing is evaluated. */
const plainFiles = ["requiredScope", "scopeList", "defaultScope", "installSpec", "installDirectives", "scope"];

function common({ id, place, files }: Declaration, parameters: string) {
  return { id, place, communication: files.get("communication"), parameters: files.get(parameters) };
}

function functionFiles({ id, files }: Declaration): readonly FunctionFiles[] {
  const code = files.get("code");
  return code ? [{ name: id, code, test: files.get("test") }] : [];
}
