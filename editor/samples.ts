import type { WebhookAnalysis } from "../compiler/index.ts";
import { pathOf } from "../compiler/lint/paths.ts";
import { isSecretName } from "../compiler/lint/secrets.ts";
import { isRecord, type Json, readJson } from "../compiler/payload/json.ts";
import { joinPath } from "../compiler/project/files.ts";
import type { Expr } from "../grammar/iml/ast.ts";
import type { FileInApp } from "./workspace.ts";

/** A body that was sent, as `imlc.json` names it. */
export interface Sample {
  /** As it is written in `imlc.json`. */
  readonly name: string;
  readonly uri: string;
  readonly text: string;
  readonly value: Json;
}

/** The samples of a webhook that can be read. */
export function samplesOf({ app, files }: FileInApp, { config }: WebhookAnalysis): readonly Sample[] {
  return config.samples.flatMap(({ path }) => {
    if (!/^\.{1,2}\//.test(path)) return [];
    const uri = joinPath(app.folder, path);
    const text = files.read(uri);
    const json = text === undefined ? undefined : readJson(text);
    return json && "value" in json && text !== undefined ? [{ name: path, uri, text, value: json.value }] : [];
  });
}

/** Where in a body an expression reads, told by its names; undefined of what is more than names below body or item. */
export function bodyPath(expr: Expr, webhook: WebhookAnalysis): readonly string[] | undefined {
  const path = pathOf(expr);
  if (path?.root === "body") return path.steps;
  if (path?.root !== "item") return undefined;
  const iterate = webhook.communication?.program?.units.find((unit) => unit.path.join(".") === "iterate");
  if (!iterate) return path.steps;
  const list = iterate.field.kind === "expression" ? bodyPath(iterate.field.expr, webhook) : undefined;
  return list && [...list, "0", ...path.steps];
}

/** What the first sample that has it has at a path, as a text of one line without secrets; undefined if none has it. */
export function sampleText(samples: readonly Sample[], path: readonly string[]): string | undefined {
  for (const { value } of samples) {
    const found = path.reduce(below, value);
    if (found === undefined) continue;
    if (path.some(isSecretName)) return hidden;
    return shortened(JSON.stringify(found, (key, each) => (isSecretName(key) ? hidden : each)));
  }
  return undefined;
}

/** Of a list that is read without saying which item, the first one counts. */
function below(json: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(json)) return /^\d+$/.test(step) ? json[Number(step)] : below(json[0], step);
  return isRecord(json) && Object.hasOwn(json, step) ? json[step] : undefined;
}

const hidden = "•••";

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const longest = 200;
