import { filesOnDisk } from "../../cli/files.ts";
import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";

const files = filesOnDisk(import.meta.dirname);

/** The manifests of an app whose connection is made by OAuth 2, analysed. */
export const analysis = analyzeProject(findProject(files, ["chat"]), files);

const errors = analysis.diagnostics.filter(({ severity }) => severity === "error" || severity === "warning");
const [app] = analysis.apps;
if (app === undefined || errors.length > 0) throw new Error(JSON.stringify(errors));

/** The same app, compiled. */
export const oauthApp = (await loadApp(app, analysis.texts)) as AppModule;
