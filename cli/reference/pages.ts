import { conversionsPage } from "./conversions.ts";
import { diagnosticsPage } from "./diagnostics.ts";
import { directivesPage } from "./directives.ts";
import { functionsPage } from "./functions.ts";
import { keywordsPage } from "./keywords.ts";
import { operatorsPage } from "./operators.ts";

/** The pages of the reference by their file names, each made of the declarations alone. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ["functions.md", functionsPage()],
    ["keywords.md", keywordsPage()],
    ["operators.md", operatorsPage()],
    ["conversions.md", conversionsPage()],
    ["diagnostics.md", diagnosticsPage()],
    ["directives.md", directivesPage()],
  ]);
}
