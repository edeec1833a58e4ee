export type { AppModule } from "../runtime/contract.ts";
export type { Failure, LedgerState } from "../runtime/engine/engine.ts";
export type { Reply } from "../runtime/http/message.ts";
export type { OutgoingRequest } from "../runtime/http/send.ts";
export { HarnessError } from "./error.ts";
export {
  type Answered,
  type Called,
  createHarness,
  type GivenConnection,
  type GivenSubscription,
  type Harness,
  type HarnessOptions,
} from "./harness.ts";
export { compileApp, hookTests, type TestRunner } from "./hook-tests.ts";
export type { HookItem } from "./world/items.ts";
export type { HookRequest } from "./world/request.ts";
export type { ScriptedAnswer } from "./world/service.ts";
