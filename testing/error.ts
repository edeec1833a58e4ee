/**
 * A wrong use of what tests webhooks: a name that nothing has, an app that has errors.
 *
 * @example
 * import { compileApp, HarnessError } from "imlc/testing";
 *
 * await compileApp("apps/chat").catch((error) => console.error(error instanceof HarnessError, error));
 */
export class HarnessError extends Error {
  override readonly name = "HarnessError";
}
