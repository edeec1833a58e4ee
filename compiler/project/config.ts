import type { Parsed } from "../../grammar/diagnostic.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Source } from "../../grammar/source.ts";
import { nearest } from "../../language/nearest.ts";
import { scopes } from "../../language/scopes.ts";
import { t } from "../../language/types.ts";
import { isZone } from "../../language/zone.ts";
import { valueUnder } from "../fields.ts";
import { type Levels, levelsIn, rulesShape } from "../lint/levels.ts";
import { wrongShape } from "../manifest/diagnostics.ts";
import type { Reading } from "../manifest/reading.ts";
import { constant, fixedChoice, list, type RecordShape, record, template } from "../manifest/shape.ts";
import { readShape } from "../manifest/structure.ts";
import type { ConstantField, Equality, Field } from "../program.ts";
import { unknownTimezone } from "./diagnostics.ts";

/** What `imlc.json` says. */
export interface Config {
  readonly webhook: WebhookConfig;
  /** What becomes of the findings of rules. */
  readonly levels: Levels;
}

/** What `imlc.json` says of a webhook. */
export interface WebhookConfig {
  /** The file with the JSON Schema of the body. */
  readonly schema: FileName | undefined;
  /** Files with bodies that were sent. */
  readonly samples: readonly FileName[];
  readonly timezone: string | undefined;
  readonly equality: Equality;
  /** A template that gives a key of which one item is taken. */
  readonly dedupe: Field | undefined;
  /** Milliseconds. */
  readonly dedupeWindow: number | undefined;
  readonly lateMatch: boolean | undefined;
  /** Names of fields that several users of the service share. */
  readonly sharedIds: readonly ConstantField[];
}

/** The name of a file, and where it is written. */
export interface FileName {
  readonly path: string;
  readonly field: ConstantField;
}

/** What holds for a webhook that `imlc.json` does not name. */
export const noConfig: WebhookConfig = {
  schema: undefined,
  samples: [],
  timezone: undefined,
  equality: "loose",
  dedupe: undefined,
  dedupeWindow: undefined,
  lateMatch: undefined,
  sharedIds: [],
};

/** What holds where there is no `imlc.json`. */
export const unconfigured: Config = { webhook: noConfig, levels: new Map() };

/** What `imlc.json` may hold. */
export const configShape: RecordShape = record({
  $schema: { shape: constant("text"), doc: "Where an editor finds the JSON Schema of this file." },
  webhook: {
    shape: record({
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
      timezone: {
        shape: constant("text"),
        doc: "The time zone in which dates are read and written (an IANA name).",
        default: "`UTC`",
      },
      equality: {
        shape: fixedChoice(["loose", "strict"]),
        doc: "Whether `=` converts before it compares (`loose`) or not (`strict`).",
        default: "`loose`",
      },
      dedupe: {
        shape: template(t.any),
        doc: "A key of the item; of the items with one key, only the first within `dedupeWindow` is taken.",
      },
      dedupeWindow: {
        shape: constant("number", { range: [1, 31_536_000] }),
        doc: "Seconds for which a key of `dedupe` counts.",
        default: "604800, which is 7 days",
      },
      lateMatch: {
        shape: constant("boolean"),
        doc: "Whether items that had no owner are delivered when the owner connects later.",
        default: "`false`",
      },
      sharedIds: {
        shape: list(constant("text")),
        doc: "Names of fields that several users of the service have in common, such as `team_id`: none of them alone can be the `uid`.",
      },
    }),
    doc: "The webhook of this folder.",
  },
  rules: {
    shape: rulesShape,
    doc: "Whether findings of a rule are left out (`off`), or count as `hint`, `warning` or `error`, by its code.",
  },
});

/** Reads `imlc.json`. */
export function readConfig({ uri }: Source, json: JsonNode | undefined): Parsed<Config> {
  const itemVariables = scopes.ItemScope;
  const reading: Reading = {
    uri,
    title: "`imlc.json`",
    path: [],
    isVariableAt: () => (name) => itemVariables.has(name),
    diagnostics: [],
  };
  const root = json && readShape(json, configShape, reading);
  if (!root) return { value: unconfigured, diagnostics: reading.diagnostics };
  const levels = levelsIn(valueUnder(root, "rules"));
  const webhook = valueUnder(root, "webhook");
  if (!webhook) return { value: { webhook: noConfig, levels }, diagnostics: reading.diagnostics };
  const config = webhookConfig(webhook);
  checkConfig(config, webhook, reading);
  return { value: { webhook: config, levels }, diagnostics: reading.diagnostics };
}

function webhookConfig(webhook: Field): WebhookConfig {
  const payload = valueUnder(webhook, "payload");
  const seconds = constantUnder(webhook, "dedupeWindow");
  const lateMatch = constantUnder(webhook, "lateMatch");
  const timezone = constantUnder(webhook, "timezone");
  return {
    schema: fileNames(payload && valueUnder(payload, "schema"))[0],
    samples: fileNames(payload && valueUnder(payload, "samples")),
    timezone: typeof timezone === "string" ? timezone : undefined,
    equality: constantUnder(webhook, "equality") === "strict" ? "strict" : "loose",
    dedupe: valueUnder(webhook, "dedupe"),
    dedupeWindow: typeof seconds === "number" ? seconds * 1000 : undefined,
    lateMatch: typeof lateMatch === "boolean" ? lateMatch : undefined,
    sharedIds: constantsIn(valueUnder(webhook, "sharedIds")),
  };
}

function checkConfig(
  { schema, samples, timezone }: WebhookConfig,
  webhook: Field,
  { uri, diagnostics }: Reading,
): void {
  if (schema && samples.length > 0) {
    const params = { where: "`webhook.payload`", is: "both a schema and samples", takes: "one of them" };
    diagnostics.push(wrongShape(schema.field, params));
  }
  if (timezone === undefined || isZone(timezone)) return;
  const meant = nearest(timezone, Intl.supportedValuesOf("timeZone"));
  const span = valueUnder(webhook, "timezone")?.span ?? webhook.span;
  diagnostics.push(unknownTimezone({ uri, span }, { timezone, nearest: meant }));
}

function constantUnder(object: Field, key: string): ConstantField["value"] | undefined {
  const field = valueUnder(object, key);
  return field?.kind === "constant" ? field.value : undefined;
}

function fileNames(field: Field | undefined): readonly FileName[] {
  return constantsIn(field).map((each) => ({ path: String(each.value), field: each }));
}

function constantsIn(field: Field | undefined): readonly ConstantField[] {
  if (field?.kind === "array") return field.items.flatMap(constantsIn);
  return field?.kind === "constant" ? [field] : [];
}
