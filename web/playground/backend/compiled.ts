import { loadApp } from "../../../compiler/generate/load.ts";
import {
  type AppAnalysis,
  analyzeProject,
  filesInMemory,
  findProject,
  type ProjectAnalysis,
} from "../../../compiler/index.ts";
import type { AppModule } from "../../../runtime/contract.ts";
import type { Hook } from "../../../runtime/take.ts";

/** The texts of an app that say something: an empty file is as good as none. */
export type Texts = Readonly<Record<string, string>>;

/** A webhook that can be run, and the app that it is of. */
export interface Ready {
  readonly kind: "hook";
  readonly hook: Hook;
  readonly module: AppModule;
  readonly analysis: AppAnalysis;
}

/** A webhook that can be run, or a sentence that says why there is none. */
export type Compiled = Ready | { readonly kind: "none"; readonly said: string };

/** What is known of an app. */
export function analysisOf(app: string, texts: Texts): ProjectAnalysis {
  const files = filesInMemory(texts, app);
  return analyzeProject(findProject(files, ["."]), files);
}

/** Compiles the webhook of an app as `imlc serve` does. */
export async function compile(app: string, texts: Texts): Promise<Compiled> {
  const { apps, diagnostics, texts: manifests } = analysisOf(app, texts);
  const [only] = apps;
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  if (errors > 0)
    return none(
      `The app has ${errors === 1 ? "an error" : `${errors} errors`}; mend what Findings lists, and it runs.`,
    );
  if (only === undefined) return none("There is no webhook yet: write one under Communication.");
  // The generated modules of an app are what its contract says; a test compiles them against it.
  const module = (await loadApp(only, manifests)) as AppModule;
  const [first] = Object.entries(module.webhooks);
  if (first === undefined)
    return none("The webhook declares nothing yet: say under Communication whose an item is, by `uid`.");
  const [webhook, own] = first;
  return { kind: "hook", hook: { app, webhook, module: own }, module, analysis: only };
}

function none(said: string): Compiled {
  return { kind: "none", said };
}
