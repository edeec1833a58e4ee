import type { Diagnostic } from "../../../grammar/diagnostic.ts";
import type { JsonNode } from "../../../grammar/json/ast.ts";
import { membersOf, valueAt } from "../../../grammar/json/members.ts";
import type { ParsedManifest } from "../../analyze.ts";
import { kinds } from "../../manifest/kinds.ts";
import { type RecordShape, requests } from "../../manifest/shape.ts";

/** The key under which a manifest of its own stands. */
export const listingKeys: RecordShape["fields"] = {
  listing: {
    shape: requests(kinds.listing.root),
    doc: "Asks the service which hooks it has, for one connection at a time: a manifest like an attach, of which `response.iterate` names the hooks and `response.output` gives what attach would have saved of each.",
  },
};

/** The listing of a webhook, its own or that of all; a manifest that stands in `imlc.json`. */
export function listingOf(config: ParsedManifest | undefined, webhook: string): ParsedManifest | undefined {
  if (!config) return undefined;
  const { source, json: root } = config;
  const own = valueAt(valueAt(root, "webhooks"), webhook);
  const json = valueAt(own, "listing") ?? valueAt(valueAt(root, "webhook"), "listing");
  return json && { source, json, diagnostics: [] };
}

/** Findings but those in listings: each is read as the manifest that it is, and findings come of that. */
export function outsideListings(found: readonly Diagnostic[], root: JsonNode | undefined): readonly Diagnostic[] {
  const all = [valueAt(root, "webhook"), ...membersOf(valueAt(root, "webhooks")).map(({ value }) => value)];
  const spans = all.flatMap((webhook) => valueAt(webhook, "listing")?.span ?? []);
  return found.filter(({ span }) => !spans.some(({ start, end }) => start <= span.start && span.end <= end));
}
