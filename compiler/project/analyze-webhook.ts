import type { Diagnostic, Parsed } from "../../grammar/diagnostic.ts";
import { type Type, t } from "../../language/types.ts";
import { type Analysis, analyzeParsed, type ParsedManifest, parseManifest } from "../analyze.ts";
import type { Known } from "../check/check.ts";
import type { WebhookFiles } from "./components.ts";
import { listingOf } from "./config/listing.ts";
import { absentIn } from "./config/signature/challenge.ts";
import { type Context, connectionType, surroundings } from "./context.ts";
import { emptyManifest, webhookNotShared } from "./diagnostics.ts";
import type { WebhookAnalysis } from "./facts.ts";
import { joined } from "./joined.ts";
import { enteredType, readLists } from "./lists.ts";
import { findingsOf } from "./not-run.ts";
import { savedType, unsaved } from "./saved.ts";

/** Analyses the files of a webhook: what attach saves is read in the others. */
export function analyzeWebhook(files: WebhookFiles, context: Context): Parsed<WebhookAnalysis> {
  const { id } = files;
  const parsed = files.communication && parseManifest(files.communication);
  const shared = context.shared.includes(files);
  const lists = readLists([files.parameters], "parameters");
  const parameters = enteredType(lists.value, "webhook", id);
  const procedure = procedures(files, context, shared, parameters);

  const entered = joined([parameters], `the parameters of the webhook \`${id}\`; nothing is saved yet`);
  const attach = files.attach && procedure(parseManifest(files.attach), "attach", unsaved, entered);
  const updating = files.update && parseManifest(files.update);
  const saved = savedType(attach, updating, files);
  const data = joined([parameters, saved], `what attach saves, and the parameters of the webhook \`${id}\``);
  const communication =
    parsed &&
    analyzeCommunication(
      parsed,
      context,
      shared,
      new Map([
        ["parameters", parameters],
        ["data", data],
      ]),
    );
  const detach = files.detach && procedure(parseManifest(files.detach), "detach", saved, data);
  const update = updating && procedure(updating, "update", saved, data);
  const listed = listingOf(context.configFile, id);
  const listing = listed && procedure(listed, "listing", unsaved, data);
  const all = [communication, attach, detach, update, listing];
  return {
    value: {
      id,
      files,
      config: context.config,
      body: context.body ?? t.any,
      shared,
      communication,
      parameters,
      lists: lists.value,
      attach,
      detach,
      update,
      listing,
      saved,
    },
    diagnostics: [
      ...lists.diagnostics,
      ...all.flatMap((analysis) => findingsOf(analysis, shared)),
      ...[attach, detach, update].flatMap((analysis) => (analysis ? emptiness(analysis) : [])),
      ...(shared ? [] : notShared(files)),
    ],
  };
}

function analyzeCommunication(parsed: ParsedManifest, context: Context, shared: boolean, known: Known): Analysis {
  const { body, config } = context;
  return analyzeParsed(parsed, "webhook", {
    ...surroundings(context, shared, body ? new Map([...known, ["body", body]]) : known),
    shared,
    dedupe: config.dedupe,
    platformEvent: config.platformEvent,
    expires: config.expires,
    absent: absentIn(config),
  });
}

function procedures(files: WebhookFiles, context: Context, shared: boolean, parameters: Type) {
  const connection = connectionType(context, files.connections);
  const known: Known = new Map([
    ["parameters", parameters],
    ["connection", connection],
    ["common", context.common],
  ]);
  return (
    manifest: ParsedManifest,
    kind: "attach" | "detach" | "update" | "listing",
    webhook: Type,
    data: Type,
  ): Analysis => {
    const all: Known = new Map([...known, ["webhook", webhook], ["data", data]]);
    return analyzeParsed(manifest, kind, surroundings(context, shared, all));
  };
}

/** An empty list, or a text with nothing but comments, where an empty object is meant. */
function emptiness({ source, kind, json, diagnostics }: Analysis): readonly Diagnostic[] {
  const isEmptyList = json?.kind === "array" && json.items.length === 0;
  if (!isEmptyList && (json || diagnostics.some(({ severity }) => severity === "error"))) return [];
  const { uri, text } = source;
  const span = json?.span ?? { start: text.length, end: text.length };
  const fix = {
    title: "Write `{}`",
    edits: [{ span, text: json || text === "" || text.endsWith("\n") ? "{}" : "\n{}" }],
  };
  const is = json ? "an empty list" : "a file without any JSON";
  return [emptyManifest({ uri, span: json ? span : { start: 0, end: 0 } }, { title: kind, is }, { fix })];
}

function notShared({ id, type, place }: WebhookFiles): readonly Diagnostic[] {
  const is = type ? "has a URL for each of its users (`web`)" : "has neither a `webhookType` nor a `uid`";
  return [webhookNotShared(place, { id, is })];
}
