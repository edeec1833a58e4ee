/** One of the files that a component is made of. */
export interface CodeFile {
  /** What stands between the component's id and `.iml.json` in the name that it has by default. */
  readonly ending: string;
  /** What Make's web editor and older exports call it. */
  readonly former: string;
  /** Whether something is missing if it is named and not there. */
  readonly isNeeded: boolean;
}

export const componentTypes = ["webhook", "connection", "module", "rpc", "function", "endpoint"] as const;
export type ComponentType = (typeof componentTypes)[number];

const communication: CodeFile = { ending: "communication", former: "api", isNeeded: true };
const params: CodeFile = { ending: "params", former: "parameters", isNeeded: true };
const requiredScope: CodeFile = { ending: "required-scope", former: "scope", isNeeded: false };

/** The files of each type of component, by the names that `codeFiles` has for them. */
export const codeFiles: Readonly<Record<ComponentType, Readonly<Record<string, CodeFile>>>> = {
  webhook: {
    communication,
    params,
    attach: { ending: "attach", former: "attach", isNeeded: true },
    detach: { ending: "detach", former: "detach", isNeeded: true },
    update: { ending: "update", former: "update", isNeeded: true },
    requiredScope,
  },
  connection: {
    communication,
    params,
    common: { ending: "common", former: "common", isNeeded: false },
    scopeList: { ending: "scope-list", former: "scopes", isNeeded: false },
    defaultScope: { ending: "default-scope", former: "scope", isNeeded: false },
    installSpec: { ending: "install-spec", former: "installSpec", isNeeded: false },
    installDirectives: { ending: "install-directives", former: "install", isNeeded: false },
  },
  module: {
    communication,
    epoch: { ending: "epoch", former: "epoch", isNeeded: true },
    staticParams: { ending: "static-params", former: "parameters", isNeeded: true },
    mappableParams: { ending: "mappable-params", former: "expect", isNeeded: true },
    interface: { ending: "interface", former: "interface", isNeeded: true },
    samples: { ending: "samples", former: "samples", isNeeded: false },
    scope: { ending: "scope", former: "scope", isNeeded: false },
  },
  rpc: { communication, params },
  function: {
    code: { ending: "code", former: "code", isNeeded: true },
    test: { ending: "test", former: "test", isNeeded: false },
  },
  endpoint: {
    communication,
    requiredScope,
    input: { ending: "input", former: "input", isNeeded: true },
    output: { ending: "output", former: "output", isNeeded: true },
    context: { ending: "context", former: "context", isNeeded: false },
  },
};

/** The folder that components of a type lie in by default. */
export function folderOf(type: ComponentType): string {
  return `${type}s`;
}

/** The names a code file may have in the folder of its component, the usual one first. */
export function defaultNames(type: ComponentType, id: string, file: CodeFile): readonly string[] {
  if (type === "function") return [`${id}.${file.ending}.js`];
  if (file.ending === "context") return [`${id}.context.md`];
  const endings =
    file.ending === "communication" && type === "connection" ? ["communication", "oauth-communication"] : [file.ending];
  return endings.flatMap((ending) => [`${id}.${ending}.iml.json`, `${id}.${ending}.iml.jsonc`, `${id}.${ending}.json`]);
}
