import { commandsPage } from "./commands.ts";
import { configSchema } from "./config-schema.ts";
import { configurationPage } from "./configuration.ts";
import { conversionsPage } from "./conversions.ts";
import { diagnosticsPage } from "./diagnostics.ts";
import { directivesPage } from "./directives.ts";
import { functionsPage } from "./functions.ts";
import { hookTestSchema } from "./hook-test-schema.ts";
import { httpApiPage } from "./http-api.ts";
import { keywordsPage } from "./keywords.ts";
import { operatorsPage } from "./operators.ts";
import { parametersPage } from "./parameters.ts";
import { signaturesPage } from "./signatures.ts";

/** The pages of the reference, and the schema of `imlc.json`, by their file names, each made of the declarations alone. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
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
    ["configuration.md", configurationPage()],
    ["http-api.md", await httpApiPage()],
    ["imlc.schema.json", configSchema()],
    ["hook-test.schema.json", hookTestSchema()],
  ]);
}
