import { answerHeaders, type Headers, receivedHeaders } from "./headers.ts";
import { type Type, t } from "./types.ts";

/** One variable of a scope. */
export interface Variable {
  readonly type: Type;
  readonly doc: string;
  /** Of headers: which of them are usual. */
  readonly usual?: Headers;
  /** Generated code makes its value where it is read; it is no member of the scope's object. */
  readonly computed?: true;
}

type Variables = Readonly<Record<string, Variable>>;

/** The variables that every template may read. */
export const everywhere = {
  now: {
    type: t.date,
    doc: "The time at which the request came in or the work began: one instant for all its templates.",
  },
  timestamp: { type: t.number, doc: "`now` in whole seconds since 1970.", computed: true },
  executionId: { type: t.text, doc: "The id of this piece of work, as logs and the inspector show it." },
  environment: {
    type: t.open({ timezone: t.text }),
    doc: "Where the template runs: `environment.timezone` is the zone of date functions.",
  },
  uuid: { type: t.text, doc: "A random UUID (version 4), a new one each time it is read.", computed: true },
  random: { type: t.number, doc: "A random number from 0 up to but not including 1, new each time.", computed: true },
  pi: { type: t.number, doc: "The number π.", computed: true },
} as const satisfies Variables;

/** What is known of a request to the shared URL, also of each of its items. */
const sentVariables = {
  body: { type: t.any, doc: "The body of the request, read by its content type." },
  headers: {
    type: t.mapOf(t.text),
    doc: "The headers of the request; their names are read in any case.",
    usual: receivedHeaders,
  },
  query: { type: t.any, doc: "The query of the URL; a name that occurs several times has an array." },
  method: { type: t.text, doc: "The HTTP method in capital letters." },
  rawBody: { type: t.text, doc: "The body exactly as it was sent, as text; an addition to what Make offers." },
  ...everywhere,
} as const satisfies Variables;

/** A request to the shared URL as a whole. */
export const requestVariables = {
  ...sentVariables,
  signature: {
    type: t.collection({ challenge: t.oneOf(t.text, t.undefined) }),
    doc: "`signature.challenge` is what the service wants to be answered when it asks if the URL is ours: the HMAC of the token that it sends, by the first secret that is set. It is there if `imlc.json` declares a signature whose scheme has a challenge, and undefined in a request without a token; an addition to what Make offers.",
  },
} as const satisfies Variables;

/** One event of a request. */
export const itemVariables = {
  item: { type: t.any, doc: "The event: one item of `iterate`, or the body where there is no `iterate`." },
  ...sentVariables,
} as const satisfies Variables;

/** One event for one of its owner's subscriptions. */
export const ownerVariables = {
  ...itemVariables,
  parameters: { type: t.any, doc: "What the user entered when subscribing." },
  data: { type: t.any, doc: "What attach saved of the service's answer, and the parameters." },
} as const satisfies Variables;

/** A request to a URL that one user has alone: whose it is, is known from the start. */
export const dedicatedVariables = {
  ...requestVariables,
  parameters: ownerVariables.parameters,
  data: ownerVariables.data,
} as const satisfies Variables;

const userVariables = {
  parameters: { type: t.any, doc: "What the user entered." },
  connection: { type: t.any, doc: "What the connection keeps: its parameters and the data that its requests saved." },
  common: { type: t.any, doc: "The app's own secrets and settings, the same for all its users." },
  data: { type: t.any, doc: "What the requests before this one have saved." },
  temp: { type: t.any, doc: "Values that this procedure keeps for its own requests." },
  ...everywhere,
} as const satisfies Variables;

/** A subscription that begins or ends. */
export const attachVariables = {
  webhook: { type: t.any, doc: "`webhook.url`, `webhook.id`, and the data that attach saved." },
  scenario: { type: t.any, doc: "The scenario that the subscription belongs to." },
  ...userVariables,
} as const satisfies Variables;

/** A connection that is validated. */
export const connectionVariables = userVariables;

/** A connection that asks a service for the right to act for a user. */
export const oauthVariables = {
  oauth: {
    type: t.open({
      scope: t.any,
      redirectUri: t.text,
      localRedirectUri: t.text,
      makeRedirectUri: t.text,
      codeVerifier: t.text,
      codeChallenge: t.text,
    }),
    doc: "`oauth.scope`, the scopes that are asked for, and `oauth.redirectUri`, where the service sends the user back. For PKCE with the method `S256`: `oauth.codeChallenge`, which `authorize` sends, and `oauth.codeVerifier`, which `token` sends; an addition to what Make offers.",
  },
  ...userVariables,
} as const satisfies Variables;

/** The request by which a service sends the user back. */
export const callbackVariables = {
  query: { type: t.any, doc: "The query of the URL that the user comes back with: `query.code`, `query.error`." },
  body: { type: t.any, doc: "The body that the user comes back with, where the service posts one." },
  headers: { type: t.mapOf(t.text), doc: "The headers of that request.", usual: receivedHeaders },
  ...oauthVariables,
} as const satisfies Variables;

/** What all components have that inherit a base. */
export const baseVariables = {
  scenario: { type: t.any, doc: "The scenario that the request is sent for." },
  ...userVariables,
} as const satisfies Variables;

/** Where the next page of an answer is. */
export const pageVariables = {
  pagination: { type: t.open({ page: t.number }), doc: "`pagination.page`: the number of the page." },
} as const satisfies Variables;

/** A module: a step of a scenario. */
export const moduleVariables = {
  metadata: {
    type: t.open({ expect: t.any, interface: t.any }),
    doc: "What the module declares: `metadata.expect`, its fields, and `metadata.interface`, its bundles.",
  },
  ...pageVariables,
  ...baseVariables,
} as const satisfies Variables;

/** A remote procedure, or an endpoint: a request that other components have sent. */
export const rpcVariables = {
  webhook: {
    type: t.any,
    doc: "`webhook.url`, `webhook.id`, and the data that attach saved, if a webhook is at hand.",
  },
  input: { type: t.any, doc: "What an endpoint is given." },
  ...moduleVariables,
} as const satisfies Variables;

/** An instant trigger, for one event. */
export const eventVariables = {
  payload: { type: t.any, doc: "The event: what the webhook gave as its `output`." },
  webhook: { type: t.any, doc: "`webhook.url`, `webhook.id`, and the data that attach saved." },
  ...moduleVariables,
} as const satisfies Variables;

/** The bundles that an answer becomes. */
export const bundleVariables = {
  item: { type: t.any, doc: "One item of `response.iterate`." },
  output: { type: t.any, doc: "All that `response.output` has made; `response.wrapper` reads it." },
} as const satisfies Variables;

/** The answer to a request that was sent. */
export const replyVariables = {
  body: { type: t.any, doc: "The body of the answer." },
  headers: {
    type: t.mapOf(t.text),
    doc: "The headers of the answer; their names are read in any case.",
    usual: answerHeaders,
  },
  statusCode: { type: t.number, doc: "The HTTP status of the answer." },
} as const satisfies Variables;
