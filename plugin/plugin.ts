import { dirname } from "node:path";
import { createUnplugin, type UnpluginBuildContext, type UnpluginContext } from "unplugin";
import { writeIfChanged } from "../cli/files.ts";
import type { Compiled } from "./compile.ts";
import { type Bundler, errorOf, messageOf } from "./report.ts";

/** The plugin for each bundler: a manifest that is imported is a module with the webhook as its default export. */
export const plugin = createUnplugin<undefined, false>((_options, { framework }) => {
  // Of those that unplugin knows only these have an entry in the package.
  const bundler = framework as Bundler;
  /** What was looked at for each module, by the module's id. */
  const looked = new Map<string, Pick<Compiled, "read" | "folders">>();
  return {
    name: "imlc",
    enforce: "pre",
    load: {
      filter: { id: moduleName },
      async handler(id) {
        const { compileWebhook } = await import("./compile.ts");
        const compiled = compileWebhook(id.replace(/\.js$/, ""));
        looked.set(id, { read: compiled.read, folders: compiled.folders });
        for (const file of compiled.read) this.addWatchFile(file);
        return tell(compiled, bundler, this);
      },
    },
    vite: {
      // Vite does not see what manifests import until the page asks for them, and would load the page a second time.
      config: () => ({ optimizeDeps: { include: ["imlc/functions", "imlc/values"] } }),
      resolveId: moduleId,
      hotUpdate({ type, file, modules }) {
        const isSeen = ({ read, folders }: Pick<Compiled, "read" | "folders">): boolean =>
          read.has(file) || (type !== "update" && isRead.test(file) && folders.has(dirname(file)));
        const changed = [...looked].flatMap(([id, seen]) => (isSeen(seen) ? [id] : []));
        const more = changed.flatMap((id) => this.environment.moduleGraph.getModuleById(id) ?? []);
        return [...new Set([...modules, ...more])];
      },
    },
    rollup: { resolveId: moduleId },
    rolldown: { resolveId: moduleId },
    esbuild: { onLoadFilter: moduleName, loader: "js" },
  };
});

/** A manifest, or the module that is made of it. */
const moduleName = /\.(?:iml\.jsonc?|imljson)(?:\.js)?$/;

/** What may become a part of an app when it comes into one of its folders. */
const isRead = /\.(?:jsonc?|imljson|js)$/;

/** As much of a bundler as finds a file. */
interface Resolving {
  resolve(
    source: string,
    importer: string | undefined,
    options: { readonly skipSelf: boolean },
  ): Promise<{ readonly id: string; readonly external: unknown } | null>;
}

/** A module has a name of its own: what is called `.json` other plugins would read as JSON. */
async function moduleId(this: Resolving, source: string, importer: string | undefined): Promise<string | undefined> {
  if (!moduleName.test(source)) return undefined;
  const found = await this.resolve(source.replace(/\.js$/, ""), importer, { skipSelf: true });
  return found && !found.external && moduleName.test(found.id) ? `${found.id}.js` : undefined;
}

/** Reports what was found. Some bundlers are stopped by an error, and others want a module all the same. */
function tell(
  { code, declarationPath, errors, warnings }: Compiled,
  bundler: Bundler,
  context: UnpluginBuildContext & UnpluginContext,
) {
  for (const warning of warnings) context.warn(messageOf(warning, bundler));
  const [first, ...others] = errors;
  if (first) context.error(errorOf([first, ...others], bundler));
  if (!code) return { code: "", map: null };
  try {
    writeIfChanged(declarationPath, code.declaration);
  } catch (error) {
    context.warn(`The types of the import cannot be written to ${declarationPath}: ${String(error)}`);
  }
  return { code: code.code, map: code.map };
}
