import { loadApp } from "../../compiler/generate/load.ts";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import type { AppModule } from "../../runtime/contract.ts";
import type { Provider } from "./provider.ts";
import { secretNames } from "./providers.ts";

/** The app of a service, compiled from its manifest and its `imlc.json`. */
export function appOf(provider: Provider): Promise<AppModule> {
  const { name, manifest, signature } = provider;
  const config = { webhook: { signature: { ...signature, secrets: secretNames(provider) } } };
  return compiled(name, { "webhook.iml.json": manifest, "imlc.json": config });
}

/** The app of a folder of that name with these files. Rejects if there is anything wrong with it. */
export async function compiled(name: string, json: Readonly<Record<string, object>>): Promise<AppModule> {
  const texts = Object.entries(json).map(([file, value]) => [`${name}/${file}`, JSON.stringify(value)] as const);
  const files = filesInMemory(Object.fromEntries(texts));
  const { apps, diagnostics, texts: read } = analyzeProject(findProject(files, ["."]), files);
  const [app] = apps;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (!app || errors.length > 0) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  // The compiler does not import the runtime; that its modules satisfy the contract is what `test/generate` holds.
  return (await loadApp(app, read)) as AppModule;
}
