import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import type { Provider } from "./provider.ts";
import { secretNames } from "./providers.ts";

/** The app of a service, compiled from its manifest and its `imlc.json`. */
export async function appOf(provider: Provider): Promise<AppModule> {
  const { name, manifest, signature } = provider;
  const config = { webhook: { signature: { ...signature, secrets: secretNames(provider) } } };
  const files = filesInMemory({
    [`${name}/webhook.iml.json`]: JSON.stringify(manifest),
    [`${name}/imlc.json`]: JSON.stringify(config),
  });
  const { apps, diagnostics, texts } = analyzeProject(findProject(files, ["."]), files);
  const [app] = apps;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (!app || errors.length > 0) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  // The compiler does not import the runtime; that its modules satisfy the contract is what `test/generate` holds.
  return (await loadApp(app, texts)) as AppModule;
}
