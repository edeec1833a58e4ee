import * as functions from "../../language/functions/index.ts";
import * as values from "../../language/values.ts";
import type { CustomFunctions } from "../functions/read.ts";
import type { AppAnalysis } from "../project/analyze.ts";
import { appModel, type FileModel } from "./app.ts";
import type { Coverage } from "./coverage.ts";
import { customScript } from "./custom.ts";
import { scriptText } from "./script.ts";

/**
 * Compiles an app whose analysis has no errors, and answers what its `index.ts` would export: an `AppModule` of
 * `imlc/runtime`. `texts` holds its manifests by their paths; `coverage` is told what of them runs.
 */
export async function loadApp(
  app: AppAnalysis,
  texts: ReadonlyMap<string, string>,
  coverage?: Coverage,
): Promise<object> {
  const { id, webhooks, connections, common, functions: own } = appModel(app, texts, undefined, coverage?.count);
  const custom = await loadCustom(own);
  const loadModule = ({ source, module }: FileModel) =>
    loadScript(scriptText({ ...module, isCounted: coverage !== undefined }, source), custom, coverage?.ran);
  const loadSteps = async (steps: ReadonlyMap<string, FileModel>) =>
    Object.fromEntries(
      await Promise.all([...steps].map(async ([step, file]) => [step, await loadModule(file)] as const)),
    );
  return {
    id,
    webhooks: await byId(webhooks, async ({ communication, attach, detach, update, listing, ...webhook }) => ({
      communication: await loadModule(communication),
      ...(attach && { attach: await loadModule(attach) }),
      ...(detach && { detach: await loadModule(detach) }),
      ...(update && { update: await loadModule(update) }),
      ...(listing && { listing: await loadModule(listing) }),
      ...(webhook.attachReadsId && { attachReadsId: true }),
      ...webhook.settings,
    })),
    connections: await byId(connections, async ({ connect, steps, scope, common: own }) => ({
      ...(connect && { connect: await loadModule(connect) }),
      ...(steps.size > 0 && { oauth: { ...(await loadSteps(steps)), ...(scope === undefined ? {} : { scope }) } }),
      ...(own === undefined ? {} : { common: own }),
    })),
    ...(common === undefined ? {} : { common }),
  };
}

/**
 * Runs the text of a script and answers what its module exports. The text is imported as a `data:` URL and given the
 * values and functions of this very process: an `import` in it would load them a second time under a test runner or in
 * a bundle, and the errors it throws would be of another class than those that the runtime knows. `custom` holds the
 * functions of the app, `ran` counts what runs of a script that says so.
 */
export async function loadScript(text: string, custom?: unknown, ran?: Coverage["ran"]): Promise<unknown> {
  const script: Script = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`);
  return script.default(values, functions, custom, ran);
}

/** What scripts are to be given for the functions of an app. */
export async function loadCustom(own: CustomFunctions): Promise<unknown> {
  return own.size === 0 ? undefined : loadScript(customScript(own));
}

interface Script {
  readonly default: (
    from: typeof values,
    builtins: typeof functions,
    custom: unknown,
    ran: Coverage["ran"] | undefined,
  ) => unknown;
}

async function byId<T extends { readonly id: string }>(parts: readonly T[], load: (part: T) => Promise<unknown>) {
  return Object.fromEntries(await Promise.all(parts.map(async (part) => [part.id, await load(part)] as const)));
}
