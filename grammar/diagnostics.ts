/** Every code that reading a manifest's text can raise. */
export * from "./iml/diagnostics.ts";
export * from "./iml/foreign-diagnostics.ts";
export * from "./json/diagnostics.ts";
