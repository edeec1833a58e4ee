import { commandsPage } from "./commands.ts";
import { configSchema } from "./config-schema.ts";
import { conversionsPage } from "./conversions.ts";
import { diagnosticsPage } from "./diagnostics.ts";
import { directivesPage } from "./directives.ts";
import { functionsPage } from "./functions.ts";
import { keywordsPage } from "./keywords.ts";
import { operatorsPage } from "./operators.ts";
import { parametersPage } from "./parameters.ts";
import { signaturesPage } from "./signatures.ts";

/** The pages of the reference, and the schema of `imlc.json`, by their file names, each made of the declarations alone. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ["functions.md", functionsPage()],
    ["keywords.md", keywordsPage()],
    ["operators.md", operatorsPage()],
    ["conversions.md", conversionsPage()],
    ["diagnostics.md", diagnosticsPage()],
    ["directives.md", directivesPage()],
    ["parameters.md", parametersPage()],
    ["signatures.md", signaturesPage()],
    ["cli.md", commandsPage()],
    ["imlc.schema.json", configSchema()],
  ]);
}
