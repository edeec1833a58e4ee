import { jsonSchema } from "../../compiler/manifest/json-schema.ts";
import { hookTestShape } from "../../testing/fixture/shape.ts";

/** The JSON Schema of `*.hook-test.json`, for editors. */
export function hookTestSchema(): string {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "*.hook-test.json",
    description: "What a webhook is sent, and what has to come of it.",
    ...jsonSchema(hookTestShape),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
