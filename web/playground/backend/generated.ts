import { generatedBy } from "../../../compiler/generate/generated.ts";
import { generateJavascript } from "../../../compiler/generate/javascript.ts";
import { analysisOf, type Texts } from "./compiled.ts";

/** A generated file as it is shown. */
export interface ShownFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What `imlc build --format js` would write of an app, with its types, but for source maps and the lines that name the
 * compiler; nothing of an app with errors. Modules in TypeScript have the same bodies, but what prints them is too large
 * for a page.
 */
export function generatedOf(app: string, texts: Texts): readonly ShownFile[] {
  const { apps, diagnostics, texts: manifests } = analysisOf(app, texts);
  if (diagnostics.some(({ severity }) => severity === "error")) return [];
  const files = apps.flatMap((each) => generateJavascript(each, manifests, ""));
  return files.map(({ path, text }) => ({ path, text: text.split("\n").filter(isShown).join("\n") }));
}

function isShown(line: string): boolean {
  return !line.startsWith(generatedBy) && !line.startsWith("//# sourceMappingURL=");
}
