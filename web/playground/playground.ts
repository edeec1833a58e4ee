import type { Span } from "../../grammar/source.ts";

/** What somebody has in the playground, and what a link shares: plain data. */
export interface Playground {
  /** The name of the app; it is in the URL of its webhook. */
  readonly app: string;
  /** The texts of its files by their paths. */
  readonly files: Readonly<Record<string, string>>;
  readonly request: SentRequest;
  readonly owners: readonly Owner[];
  readonly service: ScriptedService;
}

/** A request as it is written down. */
export interface SentRequest {
  readonly method: string;
  /** As it stands behind the `?`. */
  readonly query: string;
  /** One header a line, `name: value`. */
  readonly headers: string;
  readonly body: string;
  /** Whether it is signed as the service would sign it, where `imlc.json` declares a signature. */
  readonly signed: boolean;
}

/** A user who has subscribed. */
export interface Owner {
  /** The name of the connection. */
  readonly name: string;
  readonly uid: string;
  /** JSON: what the user gave when connecting. */
  readonly connection: string;
  /** JSON: what the user chose when subscribing. */
  readonly parameters: string;
}

/** The calls of a service that an app makes for a user, in the order in which a user comes and goes. */
export const callNames = ["connection", "attach", "update", "detach"] as const;

/** The name of one of them. */
export type CallName = (typeof callNames)[number];

/** What stands where the service would. */
export interface ScriptedService {
  /** The name of the user for whom it is called; the first one, if there is none of that name. */
  readonly user: string;
  /** What it answers to each call: JSON, as in a `*.hook-test.json`. Where nothing is said, what fits the manifest. */
  readonly answers: Answers;
}

/** What the service answers, by the names of the calls. */
export type Answers = Readonly<Partial<Record<CallName, string>>>;

/** A playground to begin with, and requests to try. */
export interface Preset {
  readonly title: string;
  readonly app: string;
  readonly files: Playground["files"];
  readonly owners: readonly Owner[];
  readonly answers: Answers;
  readonly requests: readonly PresetRequest[];
}

/** A request to try, and what it is to show. */
export interface PresetRequest {
  readonly title: string;
  readonly request: SentRequest;
}

/** The playground that a preset begins with; its first request is there already. */
export function playgroundOf({ app, files, owners, answers, requests }: Preset): Playground {
  const service = { user: owners[0]?.name ?? "", answers };
  return { app, files, owners, service, request: requests[0]?.request ?? emptyRequest };
}

const emptyRequest: SentRequest = {
  method: "POST",
  query: "",
  headers: "content-type: application/json",
  body: "{}",
  signed: true,
};

/** The files of which there is always a tab, by their paths; an empty one is not there. */
export const usualFiles: Readonly<Record<string, string>> = {
  "webhook.iml.json": "Communication",
  "attach.iml.json": "Attach",
  "detach.iml.json": "Detach",
  "connection.iml.json": "Connection",
  "imlc.json": "imlc.json",
};

/** A part of a file of the app. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** What became of a request. */
export type Outcome =
  /** The app cannot be compiled, or is none; a sentence says why. */
  | { readonly kind: "not-run"; readonly said: string }
  | {
      readonly kind: "ran";
      readonly steps: readonly OutcomeStep[];
      readonly items: readonly OutcomeItem[];
      /** How many items more there are, of which nothing is told. */
      readonly more: number;
      readonly reply: OutcomeReply;
    };

/** One step, and the part of a manifest that decided it. */
export interface OutcomeStep {
  readonly stage: string;
  /** A sentence; backticks hold code. */
  readonly said: string;
  readonly advice: string | undefined;
  /** JSON, unless it was cut because it is long. */
  readonly gave: string | undefined;
  readonly reads: readonly { readonly path: string; readonly value: string | undefined }[];
  readonly place: Place | undefined;
}

/** What became of one item of a request. */
export interface OutcomeItem {
  readonly number: number;
  readonly uid: string | undefined;
  /** What became of it before anybody's subscription was looked at; `evaluated` is all well. */
  readonly outcome: string;
  readonly steps: readonly OutcomeStep[];
  /** What each of its owners gets; empty: it belongs to nobody of the table. */
  readonly deliveries: readonly Delivery[];
}

/** What one owner of an item gets. */
export type Delivery =
  | { readonly kind: "bundle"; readonly owner: string; readonly bundle: string }
  /** `condition` leaves the item out for this owner. */
  | { readonly kind: "skipped"; readonly owner: string }
  | { readonly kind: "failed"; readonly owner: string; readonly said: string };

/** What the service is answered. */
export interface OutcomeReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly place: Place | undefined;
}

/** What became of one call of the service; of those that the app does not have, nothing is told. */
export interface CallOutcome {
  readonly call: CallName;
  readonly exchanges: readonly Exchange[];
  /** A sentence; backticks hold code. */
  readonly said: string;
  readonly advice: string | undefined;
  readonly tone: "good" | "bad" | "";
  /** What is kept: its name, such as `uid`, and its value as JSON. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  /** Where it is declared, or where it failed. */
  readonly place: Place | undefined;
  /** What the service answers where nothing else is said. */
  readonly fitting: string;
}

/** A request that would be sent, and what the service answers; what is secret is redacted. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, if it is sent as such, else the text that is sent; empty: there is none. */
  readonly body: string;
  /** Undefined: there was no answer. */
  readonly status: number | undefined;
  readonly place: Place | undefined;
}
