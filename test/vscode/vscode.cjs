// Stands in for VS Code, which cannot run here: as much of it as the extension needs to start. All else is anything.
const { join } = require("node:path");

/** May be called, constructed and extended. */
function Anything() {}

const anything = new Proxy(Anything, {
  get: (target, key) => {
    if (key === "prototype") return target.prototype;
    return key === "then" || key === Symbol.iterator ? undefined : anything;
  },
  apply: () => anything,
  construct: () => anything,
});
const nothing = { dispose() {} };
const part = (known) => Object.assign(Object.create(anything), known);

class Disposable {
  constructor(dispose) {
    this.dispose = dispose;
  }
  static from = (...all) =>
    new Disposable(() => {
      for (const each of all) each.dispose();
    });
}

const output = { error: console.error, info() {}, trace() {}, onDidChangeLogLevel: () => nothing, ...nothing };

module.exports = part({
  version: "1.101.0",
  registered: [],
  EventEmitter: class {
    event = () => nothing;
    fire() {}
    dispose() {}
  },
  Disposable,
  env: part({ uriScheme: "vscode" }),
  Uri: part({ joinPath: ({ fsPath }, ...steps) => ({ fsPath: join(fsPath, ...steps) }) }),
  workspace: part({
    isTrusted: true,
    textDocuments: [],
    workspaceFolders: [],
    notebookDocuments: [],
    getConfiguration: () => ({ get() {} }),
  }),
  window: part({ visibleTextEditors: [], tabGroups: part({ all: [] }), createOutputChannel: () => output }),
  commands: part({
    registerCommand: (name) => {
      module.exports.registered.push(name);
      return nothing;
    },
  }),
});
