import { valueUnder } from "../../fields.ts";
import { wrongShape } from "../../manifest/diagnostics.ts";
import type { Reading } from "../../manifest/reading.ts";
import { constant, list, type RecordShape, record } from "../../manifest/shape.ts";
import type { ConstantField, Field } from "../../program.ts";
import { constantsIn } from "./constants.ts";

/** What is known of the bodies that a webhook gets. */
export interface PayloadConfig {
  /** The file with the JSON Schema of the body. */
  readonly schema: FileName | undefined;
  /** Files with bodies that were sent. */
  readonly samples: readonly FileName[];
}

/** The name of a file, and where it is written. */
export interface FileName {
  readonly path: string;
  readonly field: ConstantField;
}

/** The key under which a webhook says what its bodies look like. */
export const payloadKeys: RecordShape["fields"] = {
  payload: {
    shape: record({
      schema: {
        shape: constant("text"),
        doc: "A file with the JSON Schema of the body: `./file.json`, or one of an installed package.",
      },
      samples: { shape: list(constant("text")), doc: "Files with bodies that were sent, each a JSON value." },
    }),
    doc: "What the body of a request looks like; only the checker reads it.",
  },
};

/** What a webhook of `imlc.json` says of its bodies. */
export function readPayload(webhook: Field): PayloadConfig {
  const payload = valueUnder(webhook, "payload");
  return {
    schema: fileNames(payload && valueUnder(payload, "schema"))[0],
    samples: fileNames(payload && valueUnder(payload, "samples")),
  };
}

/** Reports a webhook that has both a schema and samples. */
export function checkPayload(webhook: Field, { path, diagnostics }: Reading): void {
  const { schema, samples } = readPayload(webhook);
  if (!schema || samples.length === 0) return;
  const where = `\`${[...path, "payload"].join(".")}\``;
  diagnostics.push(wrongShape(schema.field, { where, is: "both a schema and samples", takes: "one of them" }));
}

function fileNames(field: Field | undefined): readonly FileName[] {
  return constantsIn(field).map((each) => ({ path: String(each.value), field: each }));
}
