import { jsonSchema } from "../../compiler/manifest/json-schema.ts";
import { configShape } from "../../compiler/project/config/config.ts";

/** The JSON Schema of `imlc.json`, for editors. */
export function configSchema(): string {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "imlc.json",
    description: "What Make keeps elsewhere, or has no word for.",
    ...jsonSchema(configShape),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
