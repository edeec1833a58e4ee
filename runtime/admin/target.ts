import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type { Target } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { outgoingUrl } from "../http/url.ts";
import { newTargetSecret, type Secrets } from "../secrets.ts";
import type { ObjectShape } from "./shape.ts";

/** How a target is written in a request. */
export const TARGET: ObjectShape = {
  type: "object",
  description: "Where its bundles go: either to a URL or to a function of the host program.",
  properties: {
    url: { type: "string", description: "An http or https URL." },
    function: { type: "string", description: "The name of a function that the server was started with." },
  },
  additionalProperties: false,
};

/** Names of the functions of the host program that may be targets; absent: they are not known, and any is taken. */
export type FunctionNames = readonly string[] | undefined;

/** The target, and its signing secret if that is new: another URL keeps the secret of the one before. */
export async function targetOf(
  secrets: Secrets,
  functions: FunctionNames,
  wanted: Value,
  before?: Target,
): Promise<{ readonly target: Target; readonly secret?: string }> {
  const { url, function: name } = isCollection(wanted) ? wanted : {};
  if (typeof name === "string" && url === undefined) {
    if (functions?.includes(name) === false) throw unknownFunction(name, functions);
    return { target: { kind: "function", name } };
  }
  if (typeof url !== "string" || name !== undefined) {
    throw new RuntimeError("target-shape", 400, "`target` must have either `url` or `function`.");
  }
  const href = targetUrl(url);
  if (before?.kind === "http") return { target: { ...before, url: href } };
  const secret = newTargetSecret();
  return { target: { kind: "http", url: href, secret: await secrets.seal(secret) }, secret };
}

function unknownFunction(name: string, functions: readonly string[]): RuntimeError {
  const message =
    functions.length === 0
      ? "This server has no functions to deliver to: write a `url`."
      : `This server has no function \`${name}\` to deliver to. There are: ${functions.join(", ")}.`;
  return new RuntimeError("target-unknown", 422, message);
}

function targetUrl(url: string): string {
  try {
    return outgoingUrl(url).href;
  } catch {
    throw new RuntimeError("target-url", 400, "`target.url` must be an http or https URL without credentials in it.");
  }
}
