import { parseManifest } from "../compiler/analyze.ts";
import { joinPath } from "../compiler/project/files.ts";
import type { JsonNode } from "../grammar/json/ast.ts";
import { valueAt } from "../grammar/json/members.ts";
import { parseJson } from "../grammar/json/parse.ts";
import type { Place } from "./answers.ts";
import { expressionAt } from "./expression-at.ts";
import { memberOf, spotAt } from "./json-nodes.ts";
import { occurrenceAt, occurrencesIn } from "./occurrences.ts";
import { kindIn, roleOf, webhookIn } from "./parts.ts";
import { bodyPath, samplesOf } from "./samples.ts";
import { placesInSchema } from "./schema-places.ts";
import type { FileInApp } from "./workspace.ts";

/** Where what stands at an offset is given: a value, a function, a component, a file. */
export function definition(file: FileInApp, offset: number): readonly Place[] {
  const { app, source } = file;
  const here = occurrenceAt(app, source.uri, offset);
  if (here) {
    const places = occurrencesIn(app).filter(({ symbol, role }) => symbol === here.symbol && role === "definition");
    if (places.length > 0) return places.map(({ uri, span }) => ({ uri, span }));
  }
  const inBody = placesInBody(file, offset);
  return inBody.length > 0 ? inBody : besideExpressions(file, offset);
}

/** All places at which what stands at an offset is named. */
export function references({ app, source }: FileInApp, offset: number): readonly Place[] {
  const here = occurrenceAt(app, source.uri, offset);
  const all = here ? occurrencesIn(app).filter(({ symbol }) => symbol === here.symbol) : [];
  return all.map(({ uri, span }) => ({ uri, span }));
}

/** Where the schema of the body, or the first sample that has it, has what an expression reads. */
function placesInBody(file: FileInApp, offset: number): readonly Place[] {
  const webhook = webhookIn(file);
  const found = webhook && expressionAt(file, offset);
  const path = found && bodyPath(found.expr, webhook);
  if (!path || path.length === 0) return [];
  for (const { uri, text } of samplesOf(file, webhook)) {
    const key = keyAtPath(parseJson({ uri, text }).value, path);
    if (key) return [{ uri, span: key.span }];
  }
  return placesInSchema(file, webhook, path);
}

function keyAtPath(json: JsonNode | undefined, [step, ...rest]: readonly string[]): JsonNode | undefined {
  if (json?.kind === "array" && step !== undefined) {
    return keyAtPath(json.items[0], /^\d+$/.test(step) ? rest : [step, ...rest]);
  }
  const member = step === undefined ? undefined : memberOf(json, step);
  return rest.length === 0 ? member?.key : keyAtPath(member?.value, rest);
}

/** The file that a text names, or for the `uid` of a webhook what it is compared with. */
function besideExpressions(file: FileInApp, offset: number): readonly Place[] {
  const { source, files, app } = file;
  const role = roleOf(file);
  const spot = role === "code" ? undefined : spotAt(parseManifest(source).json, offset);
  if (spot?.kind === "key" && spot.path.join(".") === "uid" && kindIn(file) === "webhook") {
    return app.connections.flatMap(({ communication }) => {
      const { json, source: of } = communication ?? {};
      const uid = memberOf(valueAt(valueAt(json, "info") ?? json, "response"), "uid");
      return uid && of ? [{ uri: of.uri, span: uid.key.span }] : [];
    });
  }
  if (spot?.node.kind !== "string" || (role !== "config" && role !== "metadata")) return [];
  const uri = joinPath(app.folder, spot.node.decoded.text);
  return files.read(uri) === undefined ? [] : [{ uri, span: { start: 0, end: 0 } }];
}
