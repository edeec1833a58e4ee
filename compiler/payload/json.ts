/** What `JSON.parse` gives. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;

export interface JsonRecord {
  readonly [key: string]: Json;
}

export function isRecord(json: Json | undefined): json is JsonRecord {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** The value of a JSON text; undefined and the reason if it is none. */
export function readJson(text: string): { readonly value: Json } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
