import type { Source, Span } from "../../grammar/source.ts";

/** A place in a file. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** A component of an app: where it is declared, and its files by what they are. */
export interface ComponentFiles {
  readonly id: string;
  /** Where findings about the component itself stand: its entry in `makecomapp.json`, or the start of its first file. */
  readonly place: Place;
  readonly communication: Source | undefined;
  /** The fields that a user fills in: of a module, those that are asked for before `expect`. */
  readonly parameters: Source | undefined;
}

/** A text of the component's entry in `makecomapp.json`, and where it stands. */
export interface Reference {
  readonly id: string;
  readonly place: Place;
}

export interface WebhookFiles extends ComponentFiles {
  /** Undefined where nobody says it. */
  readonly type: WebhookType | undefined;
  readonly connections: readonly Reference[];
  readonly attach: Source | undefined;
  readonly detach: Source | undefined;
  /** What is sent when a user changes parameters. */
  readonly update: Source | undefined;
  /** The OAuth scopes that it needs. */
  readonly scope: Source | undefined;
}

export const webhookTypes = ["web", "web-shared"] as const;
export type WebhookType = (typeof webhookTypes)[number];

export interface ConnectionFiles extends ComponentFiles {
  readonly type: ConnectionType | undefined;
  /** The secrets and settings of the connection: `common` of its templates. */
  readonly common: Source | undefined;
  /** The OAuth scopes that it asks for in any case. */
  readonly scope: Source | undefined;
}

export const connectionTypes = ["basic", "oauth"] as const;
export type ConnectionType = (typeof connectionTypes)[number];

export interface ModuleFiles extends ComponentFiles {
  readonly type: ModuleType | undefined;
  readonly connections: readonly Reference[];
  /** The webhook of an instant trigger. */
  readonly webhook: Reference | undefined;
  /** The fields that a user fills in or maps. */
  readonly expect: Source | undefined;
  readonly interface: Source | undefined;
  readonly samples: Source | undefined;
  readonly epoch: Source | undefined;
}

export const moduleTypes = ["trigger", "action", "search", "instant_trigger", "responder", "universal"] as const;
export type ModuleType = (typeof moduleTypes)[number];

export interface RpcFiles extends ComponentFiles {
  readonly connections: readonly Reference[];
}

/** A call of the service that is no module of its own; its parameters are its `input`. */
export interface EndpointFiles extends ComponentFiles {
  readonly connections: readonly Reference[];
  readonly output: Source | undefined;
}
