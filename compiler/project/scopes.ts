import type { Source } from "../../grammar/source.ts";
import { parseManifest } from "../analyze.ts";

/** The OAuth scopes that files list, each once; undefined if they list none. */
export function scopesIn(sources: readonly (Source | undefined)[]): readonly string[] | undefined {
  const scopes = sources.flatMap((source) => {
    const json = source && parseManifest(source).json;
    return json?.kind === "array" ? json.items : [];
  });
  const names = scopes.flatMap((each) => (each.kind === "string" ? [each.decoded.text] : []));
  return names.length === 0 ? undefined : [...new Set(names)];
}
