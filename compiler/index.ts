export type { Diagnostic } from "../grammar/diagnostic.ts";
export type { Source } from "../grammar/source.ts";
export type { Type } from "../language/types.ts";
export { type Analysis, analyze, type Surroundings } from "./analyze.ts";
export { type CatalogueEntry, catalogue } from "./catalogue.ts";
export type { Kind } from "./manifest/kinds.ts";
export type { Entry, Equality, Field, Program, Unit } from "./program.ts";
export {
  type AppAnalysis,
  analyzeApp,
  analyzeProject,
  type ProjectAnalysis,
} from "./project/analyze.ts";
export type { App } from "./project/app.ts";
export type { WebhookConfig } from "./project/config/webhook.ts";
export type {
  AppFacts,
  ConnectionAnalysis,
  EndpointAnalysis,
  ModuleAnalysis,
  RpcAnalysis,
  WebhookAnalysis,
} from "./project/facts.ts";
export { type Files, filesInMemory } from "./project/files.ts";
export { kindOf } from "./project/kind-of.ts";
export { findProject, type Project } from "./project/project.ts";
