import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Source } from "../../grammar/source.ts";
import type { FunctionFiles } from "../functions/read.ts";
import type { ConnectionFiles, EndpointFiles, ModuleFiles, RpcFiles, WebhookFiles } from "./components.ts";

/**
 * The manifests of one service, as they were found.
 *
 * @example
 * import type { App } from "imlc";
 *
 * export const pathsOf = ({ id, webhooks }: App): readonly string[] =>
 *   webhooks.map((webhook) => `/hooks/${id}/${webhook.id}`);
 */
export interface App extends AppParts {
  /** A part of the shared URL. */
  readonly id: string;
  readonly folder: string;
  /** `imlc.json`: what Make's format cannot say. */
  readonly config: Source | undefined;
  /** The one file that was asked for; the others are only there for what they say about it. */
  readonly only: string | undefined;
}

/** What the layout of an app says of it. */
export interface AppParts {
  /** Where it says what belongs to it: in `makecomapp.json`, in the `metadata.json` of an older export, or by the names of its files. */
  readonly layout: "makecomapp" | "export" | "bare";
  readonly webhooks: readonly WebhookFiles[];
  readonly connections: readonly ConnectionFiles[];
  readonly modules: readonly ModuleFiles[];
  readonly rpcs: readonly RpcFiles[];
  readonly endpoints: readonly EndpointFiles[];
  /** `makecomapp.json`, or each `metadata.json` of an older export. */
  readonly metadata: readonly Source[];
  readonly base: Source | undefined;
  /** The app's own secrets and settings: `common` of its templates. */
  readonly common: Source | undefined;
  /** Files in which nothing is evaluated: lists of scopes, groups of modules. */
  readonly plain: readonly Source[];
  /** Functions that its templates call beside the built-in ones. */
  readonly functions: readonly FunctionFiles[];
  /** Names of functions that are declared, and whose files are not there. */
  readonly absentFunctions: readonly string[];
  /** What is odd about the files and their declarations. */
  readonly found: readonly Diagnostic[];
}

/** What an app has none of. */
export const noParts: AppParts = {
  layout: "bare",
  webhooks: [],
  connections: [],
  modules: [],
  rpcs: [],
  endpoints: [],
  metadata: [],
  base: undefined,
  common: undefined,
  plain: [],
  functions: [],
  absentFunctions: [],
  found: [],
};
