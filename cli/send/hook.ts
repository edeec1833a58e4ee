import type { Signature } from "../../language/signatures/scheme.ts";
import { analyzeNamed } from "../analyze.ts";
import { filesOnDisk } from "../files.ts";
import { type Io, Misuse } from "../io.ts";

/** A webhook to which something is sent. */
export interface NamedHook {
  readonly app: string;
  readonly webhook: string;
  /** Absent: whoever knows the URL may send. */
  readonly signature: Signature | undefined;
}

/** The shared webhook of the manifests under some paths that `APP/WEBHOOK` names, or the only one. */
export function hookUnder(paths: readonly string[], named: string | undefined, { cwd }: Pick<Io, "cwd">): NamedHook {
  const { apps } = analyzeNamed({ paths }, filesOnDisk(cwd));
  const hooks = apps.flatMap(({ id: app, webhooks }) =>
    webhooks.flatMap(({ id, shared, config: { signature } }) =>
      shared ? [{ app, webhook: id, signature: signature as Signature | undefined }] : [],
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
