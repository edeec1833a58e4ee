import { diagnostic } from "../../../grammar/diagnostic.ts";
import { expressionsIn } from "../../fields.ts";
import type { Field, ObjectField } from "../../program.ts";
import { searching } from "../examples.ts";
import { showPath } from "../paths.ts";
import { requestsOf, under } from "../requests.ts";
import { rule } from "../rule.ts";
import { isSanitized, sanitizedIn } from "../sanitized.ts";
import { secretsIn } from "../secrets.ts";

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
  manifest({ program }) {
    return requestsOf(program).flatMap((request) => {
      const sanitized = sanitizedIn(request);
      return leavesOf(request)
        .filter(({ path }) => !isSanitized(sanitized, path))
        .flatMap(({ field, path }) =>
          expressionsIn(field).flatMap(({ expr, uri }) =>
            secretsIn(expr, program.kind).map((secret) =>
              found({ uri, span: secret.span }, { path: showPath(secret), hidden: shown(path) }),
            ),
          ),
        );
    });
  },
});

interface Leaf {
  readonly path: readonly string[];
  readonly field: Field;
}

function leavesOf(request: ObjectField): readonly Leaf[] {
  return ["headers", "body"].flatMap((key) => leavesBelow(under(request, key), ["request", key]));
}

function leavesBelow(field: Field | undefined, path: readonly string[]): readonly Leaf[] {
  if (field?.kind !== "object") return field ? [{ field, path }] : [];
  return field.entries.flatMap((entry) =>
    leavesBelow(entry.value, entry.kind === "entry" ? [...path, entry.key] : path),
  );
}

function shown(path: readonly string[]): string {
  return path.map((key) => (/^[\w-]+$/.test(key) ? key : `'${key}'`)).join(".");
}
