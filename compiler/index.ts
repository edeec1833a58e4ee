export { type Analysis, analyze, type Surroundings } from "./analyze.ts";
export { type CatalogueEntry, catalogue } from "./catalogue.ts";
export type { Kind } from "./manifest/kinds.ts";
export type { Entry, Equality, Field, Program, Unit } from "./program.ts";
export { type AppAnalysis, analyzeProject, type ProjectAnalysis, type WebhookAnalysis } from "./project/analyze.ts";
export type { WebhookConfig } from "./project/config.ts";
export { type Files, filesInMemory } from "./project/files.ts";
export { type App, findProject, kindOf, type Project } from "./project/project.ts";
