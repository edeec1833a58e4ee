import { diagnostic } from "../../../grammar/diagnostic.ts";
import { searching } from "../examples.ts";
import { showPath } from "../paths.ts";
import { under, valueEntries } from "../requests.ts";
import { rule } from "../rule.ts";
import { loggedSecrets } from "../sanitized.ts";

const found = diagnostic<{ path: string; where: string; hidden: string }>({
  code: "secret-in-url",
  severity: "warning",
  message: ({ path, where, hidden }) =>
    `\`${path}\` is a secret and becomes a part of the address, which proxies and logs keep. Send it in a header; if the service takes it ${where} only, add \`${hidden}\` to \`log.sanitize\`.`,
  doc: "Addresses are written to the logs of every server on the way, headers and bodies are not. A secret belongs into a header such as `authorization`. Where the service accepts it in the address only, `log.sanitize` keeps it out of the logs on this side at least.",
  example: {
    bad: searching(`{"url": "https://a.example/users", "qs": {"key": "{{connection.apiKey}}"}}`),
    good: searching(
      `{"url": "https://a.example/users", "qs": {"key": "{{connection.apiKey}}"}, "log": {"sanitize": ["request.qs.key"]}}`,
    ),
  },
});

/** A secret in an address, or in its query string, that is not kept out of the logs. */
export const secretInUrl = rule({
  diagnostic: found,
  request(request, { program: { kind } }) {
    const url = under(request, "url");
    const places = [
      ...(url ? [{ field: url, where: "in the address", path: ["request", "url"] }] : []),
      ...valueEntries(under(request, "qs")).map(({ key, value }) => ({
        field: value,
        where: "in the query string",
        path: ["request", "qs", key],
      })),
    ];
    return places.flatMap(({ field, where, path }) =>
      loggedSecrets(request, field, path, kind).map(({ uri, secret }) =>
        found({ uri, span: secret.span }, { path: showPath(secret), where, hidden: path.join(".") }),
      ),
    );
  },
});
