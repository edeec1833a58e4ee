import type { CollectionType, Type } from "../../language/types.ts";
import type { Analysis } from "../analyze.ts";
import type { CustomFunctions } from "../functions/read.ts";
import type { ParameterList } from "../parameters/list.ts";
import type { App } from "./app.ts";
import type {
  ComponentFiles,
  ConnectionFiles,
  EndpointFiles,
  ModuleFiles,
  RpcFiles,
  WebhookFiles,
} from "./components.ts";
import type { WebhookConfig } from "./config/webhook.ts";

/**
 * What is known of an app as a whole: its files, what each of them says, and the types that flow between them.
 *
 * @example
 * import type { AppFacts } from "imlc";
 *
 * export const sharedIn = ({ webhooks }: AppFacts): readonly string[] =>
 *   webhooks.filter(({ shared }) => shared).map(({ id }) => id);
 */
export interface AppFacts {
  readonly id: string;
  readonly folder: string;
  readonly app: App;
  readonly webhooks: readonly WebhookAnalysis[];
  readonly connections: readonly ConnectionAnalysis[];
  readonly modules: readonly ModuleAnalysis[];
  readonly rpcs: readonly RpcAnalysis[];
  readonly endpoints: readonly EndpointAnalysis[];
  readonly base: Analysis | undefined;
  /** The functions of the app's own. */
  readonly functions: CustomFunctions;
}

interface ComponentAnalysis<F extends ComponentFiles> {
  readonly id: string;
  readonly files: F;
  readonly communication: Analysis | undefined;
  /** What the user enters: `parameters` of its templates. */
  readonly parameters: Type;
  /** Its lists of parameters, and those that say what it gives. */
  readonly lists: readonly ParameterList[];
}

/**
 * What is known of a webhook.
 *
 * @example
 * import type { WebhookAnalysis } from "imlc";
 *
 * export const leavesHooksBehind = ({ attach, detach }: WebhookAnalysis): boolean =>
 *   attach?.program !== undefined && detach?.program === undefined;
 */
export interface WebhookAnalysis extends ComponentAnalysis<WebhookFiles> {
  readonly config: WebhookConfig;
  /** What its requests hold, as the schema or the samples in `imlc.json` tell. */
  readonly body: Type;
  /** Whether all users' events come to one URL, so that `uid` has to say whose an item is. */
  readonly shared: boolean;
  readonly attach: Analysis | undefined;
  readonly detach: Analysis | undefined;
  readonly update: Analysis | undefined;
  /** The request of `imlc.json` that lists the hooks of the service. */
  readonly listing: Analysis | undefined;
  /** What attach saves, with the address: `webhook` of detach and update. */
  readonly saved: Type;
}

/**
 * What is known of a connection.
 *
 * @example
 * import type { ConnectionAnalysis } from "imlc";
 *
 * export const keptBy = ({ id, data }: ConnectionAnalysis): string =>
 *   data.kind === "collection" ? `${id} keeps ${[...data.fields.keys()].join(", ")}` : id;
 */
export interface ConnectionAnalysis extends ComponentAnalysis<ConnectionFiles> {
  /** What its parameters and its requests keep: `connection` of other components. */
  readonly data: Type;
  /** Whether a shared webhook hangs on it, so that imlc runs it. */
  readonly isRun: boolean;
}

/**
 * What is known of a module.
 *
 * @example
 * import type { ModuleAnalysis } from "imlc";
 *
 * export const fieldsOf = ({ bundle }: ModuleAnalysis): readonly string[] => [...(bundle?.fields.keys() ?? [])];
 */
export interface ModuleAnalysis extends ComponentAnalysis<ModuleFiles> {
  readonly epoch: Analysis | undefined;
  /** What it says its bundles look like; undefined if it does not say so, or leaves it to an RPC. */
  readonly bundle: CollectionType | undefined;
}

/**
 * What is known of an RPC.
 *
 * @example
 * import type { RpcAnalysis } from "imlc";
 *
 * export const requestsOf = ({ communication }: RpcAnalysis): number => communication?.program?.sections.length ?? 0;
 */
export type RpcAnalysis = ComponentAnalysis<RpcFiles>;

/**
 * What is known of an endpoint.
 *
 * @example
 * import type { EndpointAnalysis } from "imlc";
 *
 * export const findingsOf = ({ communication }: EndpointAnalysis): number => communication?.diagnostics.length ?? 0;
 */
export type EndpointAnalysis = ComponentAnalysis<EndpointFiles>;
