import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Field, ObjectField } from "../../program.ts";
import { searching } from "../examples.ts";
import { showPath } from "../paths.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";
import { loggedSecrets } from "../sanitized.ts";

const found = diagnostic<{ path: string; hidden: string }>({
  code: "unsanitized-secret",
  severity: "warning",
  message: ({ path, hidden }) =>
    `\`${path}\` is a secret, and nothing keeps it out of the logs. Add \`${hidden}\` to \`log.sanitize\`.`,
  doc: "`log.sanitize` lists the paths of a request and its answer whose values never reach a log. What `base.iml.json` lists holds for attach, detach, modules and RPCs as well; a connection inherits nothing and needs a list of its own.",
  example: {
    bad: searching(
      `{"url": "https://a.example/users", "headers": {"authorization": "Bearer {{connection.accessToken}}"}}`,
    ),
    good: searching(
      `{"url": "https://a.example/users", "headers": {"authorization": "Bearer {{connection.accessToken}}"}, "log": {"sanitize": ["request.headers.authorization"]}}`,
    ),
  },
});

/** A secret in a header or a body that may be logged. */
export const unsanitizedSecret = rule({
  diagnostic: found,
  request(request, { program: { kind } }) {
    return leavesOf(request).flatMap(({ field, path }) =>
      loggedSecrets(request, field, path, kind).map(({ uri, secret }) =>
        found({ uri, span: secret.span }, { path: showPath(secret), hidden: shown(path) }),
      ),
    );
  },
});

interface Leaf {
  readonly path: readonly string[];
  readonly field: Field;
}

function leavesOf(request: ObjectField): readonly Leaf[] {
  const leaves: Leaf[] = [];
  for (const key of ["headers", "body"]) addLeaves(under(request, key), ["request", key], leaves);
  return leaves;
}

/** A leaf without an expression holds no secret. */
function addLeaves(field: Field | undefined, path: readonly string[], leaves: Leaf[]): void {
  if (field?.kind === "object") {
    for (const entry of field.entries) {
      addLeaves(entry.value, entry.kind === "entry" ? [...path, entry.key] : path, leaves);
    }
  } else if (field && field.kind !== "constant") leaves.push({ field, path });
}

function shown(path: readonly string[]): string {
  return path.map((key) => (/^[\w-]+$/.test(key) ? key : `'${key}'`)).join(".");
}
