import { generatedBy } from "../../../compiler/generate/generated.ts";
import { generateJavascript } from "../../../compiler/generate/javascript.ts";
import type { Language } from "../languages.ts";
import { analysisOf, type Texts } from "./compiled.ts";

/** A generated file as it is shown. */
export interface ShownFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What `imlc build` would write of an app; of JavaScript without source maps and the lines that name the compiler. Nothing
 * of an app with errors. What prints TypeScript is large, and is loaded when it is asked for.
 */
export async function generatedOf(app: string, texts: Texts, language: Language): Promise<readonly ShownFile[]> {
  const { apps, diagnostics, texts: manifests } = analysisOf(app, texts);
  if (diagnostics.some(({ severity }) => severity === "error")) return [];
  switch (language) {
    case "ts": {
      // Said here in full, where the build sees that what prints is not to be packed.
      if (import.meta.env.MODE === "vscode") return [];
      const { generateApp } = await import("../../../compiler/generate/module.ts");
      return apps.flatMap((each) => generateApp(each, manifests, version()));
    }
    case "js": {
      const files = apps.flatMap((each) => generateJavascript(each, manifests, ""));
      return files.map(({ path, text }) => ({ path, text: text.split("\n").filter(isShown).join("\n") }));
    }
  }
}

/** The version of this package, which generated code names; the build of the page knows it. */
function version(): string {
  return import.meta.env.IMLC_VERSION;
}

function isShown(line: string): boolean {
  return !line.startsWith(generatedBy) && !line.startsWith("//# sourceMappingURL=");
}
