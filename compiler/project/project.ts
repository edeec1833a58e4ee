import type { Source } from "../../grammar/source.ts";
import type { FunctionFiles } from "../functions/read.ts";
import type { Kind } from "../manifest/kinds.ts";
import { type Files, joinPath, splitPath } from "./files.ts";
import { isApp, isSearched } from "./folders.ts";
import { appFolderOf, functionsUnder, isFunctionFile } from "./functions.ts";

/** What is to be compiled. */
export interface Project {
  readonly apps: readonly App[];
  /** Paths that lead nowhere. */
  readonly missing: readonly string[];
}

/** The manifests of one service. */
export interface App {
  /** A part of the shared URL. */
  readonly id: string;
  readonly folder: string;
  readonly webhooks: readonly WebhookFiles[];
  readonly connections: readonly ConnectionFiles[];
  readonly base: Source | undefined;
  /** Functions that its templates call beside the built-in ones. */
  readonly functions: readonly FunctionFiles[];
  /** `imlc.json`: what Make's format cannot say. */
  readonly config: Source | undefined;
  /** The one file that was asked for; the others are only there for what they say about it. */
  readonly only: string | undefined;
}

/** One shared URL. The communication is missing if only another part of an app was given. */
export interface WebhookFiles {
  readonly id: string;
  readonly communication: Source | undefined;
  readonly attach: Source | undefined;
  readonly detach: Source | undefined;
  /** What is sent when a user changes parameters. */
  readonly update: Source | undefined;
}

export interface ConnectionFiles {
  readonly id: string;
  readonly communication: Source;
}

/**
 * Finds the apps under some paths. A folder with a `webhook.iml.json` is one; all folders below are searched, but for
 * `node_modules`, `generated` and hidden ones. A single file is looked at with those that belong to it.
 */
export function findProject(files: Files, paths: readonly string[]): Project {
  const apps = new Map<string, App>();
  const missing: string[] = [];
  for (const path of paths) {
    const clean = joinPath(path.startsWith("/") ? "/" : ".", path);
    const found = files.list(clean) ? appsUnder(files, clean) : appOfFile(files, clean);
    if (found) for (const app of found) apps.set(`${app.folder}/${app.id}/${app.only ?? ""}`, app);
    else missing.push(path);
  }
  return { apps: [...apps.values()], missing };
}

/** The kind of a manifest by the name of its file; a name that says nothing is that of a webhook. */
export function kindOf(path: string): Kind {
  const { name } = splitPath(path);
  return fileKinds.find((kind) => new RegExp(String.raw`(?:^|[.-])${kind}\.iml\.jsonc?$`).test(name)) ?? "webhook";
}

const fileKinds = ["attach", "detach", "connection", "base"] as const;

function appsUnder(files: Files, folder: string): readonly App[] {
  const names = files.list(folder) ?? [];
  const here = isApp(files, folder) ? [appIn(files, folder)] : [];
  const folders = names.filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const searched = folders.filter(isSearched).sort();
  return [...here, ...searched.flatMap((name) => appsUnder(files, joinPath(folder, name)))];
}

/** The app whose manifests lie in one folder, named like the folder. */
function appIn(files: Files, folder: string): App {
  const manifest = (name: string): Source | undefined =>
    readFirst(files, folder, [`${name}.iml.json`, `${name}.iml.jsonc`]);
  const connection = manifest("connection");
  const { name } = splitPath(folder);
  return {
    id: name === "." || name === ".." ? files.name : name,
    folder,
    webhooks: [
      {
        id: "webhook",
        communication: manifest("webhook"),
        attach: manifest("attach"),
        detach: manifest("detach"),
        update: manifest("update"),
      },
    ],
    connections: connection ? [{ id: "connection", communication: connection }] : [],
    base: manifest("base"),
    functions: functionsUnder(files, folder),
    config: readFirst(files, folder, ["imlc.json", "imlc.jsonc"]),
    only: undefined,
  };
}

function readFirst(files: Files, folder: string, names: readonly string[]): Source | undefined {
  for (const name of names) {
    const uri = joinPath(folder, name);
    const text = files.read(uri);
    if (text !== undefined) return { uri, text };
  }
  return undefined;
}

function appOfFile(files: Files, path: string): readonly App[] | undefined {
  const text = files.read(path);
  if (text === undefined) return undefined;
  const { folder, name } = splitPath(path);
  if (/^(?:(?:webhook|attach|detach|update|connection|base)\.iml|imlc)\.jsonc?$/.test(name)) {
    return [{ ...appIn(files, folder), only: path }];
  }
  if (isFunctionFile(path)) return [{ ...appIn(files, appFolderOf(files, path)), only: path }];
  const kind = kindOf(path);
  const source = (of: Kind): Source | undefined => (of === kind ? { uri: path, text } : undefined);
  const connection = source("connection");
  const id = name.replace(/\.(?:iml\.)?jsonc?$/, "");
  return [
    {
      id,
      folder,
      webhooks: [
        { id, communication: source("webhook"), attach: source("attach"), detach: source("detach"), update: undefined },
      ],
      connections: connection ? [{ id, communication: connection }] : [],
      base: source("base"),
      functions: [],
      config: undefined,
      only: undefined,
    },
  ];
}
