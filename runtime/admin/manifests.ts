import type { Context } from "../context.ts";
import type { AppModule } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { planOf } from "../plan/stored.ts";
import { list, named, object, text } from "./answer-shape.ts";
import { appOf, found, webhookIn } from "./found.ts";
import type { JsonRoute, Refusal, Route } from "./route.ts";
import type { ObjectShape } from "./shape.ts";
import { WHY_NOT } from "./views/error.ts";
import { FINDING, PLAN, type PlanView } from "./views/plan.ts";

/** Where what is served comes from, and what becomes of other texts in its place. */
export interface Manifests {
  /** The manifest of a webhook's communication; undefined if it has none. */
  read(app: string, webhook: string): Manifest | undefined;
  /** Compiles the app with another text of that manifest; nothing is written, and nothing is served. */
  compile(app: string, webhook: string, text: string): Promise<Compiled>;
}

/** A manifest by its name in the folder of its app. */
export interface Manifest {
  readonly file: string;
  readonly text: string;
}

export type Compiled =
  | { readonly kind: "compiled"; readonly app: AppModule; readonly findings: readonly Finding[] }
  /** The findings have errors. */
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

/** What the compiler says of a text. */
export interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  /** `webhook.iml.json:16:10`. */
  readonly place: string;
}

/** Manifests as they are served, and what others would make of the requests that came. */
export function manifestRoutes(context: Context, manifests: Manifests): readonly Route[] {
  return [readRoute(context, manifests), planRoute(context, manifests)];
}

function readRoute(context: Context, { read }: Manifests): JsonRoute<Manifest> {
  return {
    method: "GET",
    path: "/admin/apps/{app}/webhooks/{webhook}/manifest",
    summary: "Read the manifest of a webhook as it is served.",
    answers: { 200: "The manifest.", 404: "There is no such webhook." },
    answer: MANIFEST,
    async handle({ params: { app = "", webhook = "" } }) {
      webhookIn(appOf(context, app), webhook);
      return { status: 200, body: found(read(app, webhook), `manifest of the webhook ${webhook} in the app ${app}`) };
    },
  };
}

function planRoute(context: Context, manifests: Manifests): JsonRoute<PlanView, RefusedManifest> {
  return {
    method: "POST",
    path: "/admin/apps/{app}/webhooks/{webhook}/plan",
    summary:
      "Compare what the last requests of a webhook come to by another text of its manifest with what they come to now. Nothing is stored, sent or served.",
    body: TEXT,
    answers: {
      200: "The differences, with the first of each group.",
      400: "The body is not as it should be.",
      404: "There is no such webhook.",
      422: "The text has errors: `findings` tells them.",
    },
    answer: PLAN,
    refusals: { 422: REFUSED },
    async handle({ params: { app = "", webhook = "" }, body: { text: edited, requests } }) {
      webhookIn(appOf(context, app), webhook);
      const most = requests === undefined ? DEFAULT_REQUESTS : Number(requests);
      if (most < 1 || most > MOST_REQUESTS)
        throw new RuntimeError("number-range", 400, `\`requests\` must be an integer from 1 to ${MOST_REQUESTS}.`);
      found(manifests.read(app, webhook), `manifest of the webhook ${webhook} in the app ${app}`);
      const compiled = await manifests.compile(app, webhook, String(edited));
      const { findings } = compiled;
      if (compiled.kind === "refused") {
        const error = { code: "manifest-invalid", message: "The manifest has errors, so nothing was compared." };
        return { status: 422, body: { error, findings } };
      }
      const plan = await planOf(context, { old: [appOf(context, app)], new: [compiled.app] }, webhook, most);
      const groups = plan.groups.map((group) => ({ ...group, differences: group.differences.slice(0, MOST_SHOWN) }));
      return { status: 200, body: { ...plan, groups, findings } };
    },
  };
}

const MANIFEST = named(
  "Manifest",
  object<Manifest>({ file: text("Its name in the folder of the app."), text: text() }),
);

/** A text of a manifest has errors. */
interface RefusedManifest extends Refusal {
  readonly findings: readonly Finding[];
}

const REFUSED = named(
  "ManifestError",
  object<RefusedManifest>({ error: WHY_NOT, findings: list(FINDING) }, "Why a text of a manifest cannot be compiled."),
);

const DEFAULT_REQUESTS = 200;
const MOST_REQUESTS = 2_000;

/** Of one group. */
const MOST_SHOWN = 20;

const TEXT: ObjectShape = {
  type: "object",
  properties: {
    text: { type: "string", description: "The manifest as it would be." },
    requests: { type: "integer", description: "How many requests, the last ones, from 1 to 2000; default 200." },
  },
  required: ["text"],
  additionalProperties: false,
};
