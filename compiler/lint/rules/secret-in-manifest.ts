import { diagnostic } from "../../../grammar/diagnostic.ts";
import { offsetIn } from "../../../grammar/json/decode.ts";
import { searching } from "../examples.ts";
import { rule } from "../rule.ts";
import { stringsIn } from "../strings.ts";

const found = diagnostic<{ what: string }>({
  code: "secret-in-manifest",
  severity: "warning",
  message: ({ what }) =>
    `This looks like ${what}. Whoever can read the manifest can use it: revoke it, and read it from \`connection\` or \`common\`.`,
  doc: "Manifests are kept in version control, copied and published. A key of a user belongs into the connection, one of the app into its common data, which is encrypted. One that was written down has to be replaced at the service: removing it here leaves it in the history.",
  example: {
    bad: searching(
      `{"url": "https://a.example/users", "headers": {"authorization": "Bearer 5f3e9c1ab7d24086ae1f0b92"}}`,
    ),
    good: searching(
      `{"url": "https://a.example/users", "headers": {"authorization": "Bearer {{connection.accessToken}}"}, "log": {"sanitize": ["request.headers.authorization"]}}`,
    ),
  },
});

/** A key or token that is written out. */
export const secretInManifest = rule({
  diagnostic: found,
  manifest({ json, source: { uri } }) {
    return stringsIn(json)
      .filter(({ decoded: { text } }) => text.length >= shortest && anyPattern.test(text))
      .flatMap(({ decoded }) =>
        patterns.flatMap(({ what, test }) => {
          const match = test.exec(decoded.text);
          if (!match) return [];
          const start = offsetIn(decoded, match.index);
          return [found({ uri, span: { start, end: offsetIn(decoded, match.index + match[0].length) } }, { what })];
        }),
      );
  },
});

/** No secret that a pattern finds has fewer characters. */
const shortest = 15;

/** What secrets of well-known services look like, as their documentation gives it. */
const patterns: readonly { readonly what: string; readonly test: RegExp }[] = [
  { what: "a credential", test: /\b(?:Bearer|Basic|Token) (?=[\w.~+/-]*\d)[\w.~+/-]{20,}=*/ },
  { what: "a secret key", test: /\b(?:sk|rk)(?:-|_live_|_test_)(?=[\w-]*\d)[\w-]{20,}/ },
  { what: "a token of GitHub", test: /\b(?:gh[opsur]_\w{36,}|github_pat_\w{22,})/ },
  { what: "a token of GitLab", test: /\bglpat-[\w-]{20,}/ },
  { what: "a token of Slack", test: /\bxox[abeoprs]-[\w-]{10,}/ },
  { what: "an access key of Amazon", test: /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/ },
  { what: "an API key of Google", test: /\bAIza[\w-]{35}/ },
  { what: "a private key", test: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
];

/** Most texts hold no secret: one look at them is enough. */
const anyPattern = new RegExp(patterns.map(({ test }) => test.source).join("|"));
