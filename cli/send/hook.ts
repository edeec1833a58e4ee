import { isConfigFile } from "../../compiler/project/project.ts";
import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Signature } from "../../language/signatures/scheme.ts";
import { DEFAULT_DEADLINE } from "../../runtime/take.ts";
import { analyzeToUse } from "../analyze.ts";
import { type Io, Misuse } from "../io.ts";

/** A webhook to which something is sent. */
export interface NamedHook {
  readonly app: string;
  readonly webhook: string;
  /** Absent: whoever knows the URL may send. */
  readonly signature: Signature | undefined;
  /** Milliseconds in which the server settles a request. */
  readonly deadline: number;
}

/**
 * The shared webhook of the manifests under some paths that `APP/WEBHOOK` names, or the only one. Undefined if there are
 * errors in an `imlc.json`, which are reported: what it means to say of signatures is not known then.
 */
export function hookUnder(paths: readonly string[], named: string | undefined, io: Io): NamedHook | undefined {
  const concerns = ({ severity, uri }: Diagnostic): boolean => severity === "error" && isConfigFile(uri);
  const analysis = analyzeToUse(paths, io, { concerns });
  if (analysis === undefined) return undefined;
  const hooks = analysis.apps.flatMap(({ id: app, webhooks }) =>
    webhooks.flatMap(({ id, shared, config: { signature, deadline = DEFAULT_DEADLINE } }) =>
      shared ? [{ app, webhook: id, signature: signature as Signature | undefined, deadline }] : [],
    ),
  );
  const wanted = named === undefined ? hooks : hooks.filter(({ app, webhook }) => `${app}/${webhook}` === named);
  const [only, ...others] = wanted;
  if (only !== undefined && others.length === 0) return only;
  const all = hooks.map(({ app, webhook }) => `${app}/${webhook}`).join(", ");
  if (hooks.length === 0) throw new Misuse(`there is no shared webhook under ${paths.join(", ")}.`);
  throw new Misuse(
    named === undefined
      ? `there are several webhooks; say with --webhook which one: ${all}.`
      : `there is no webhook ${named}; there are: ${all}.`,
  );
}
