import { diagnostic } from "../../../grammar/diagnostic.ts";
import { entryUnder } from "../../fields.ts";
import { oauthConnection } from "../examples.ts";
import { stepsOf } from "../oauth-steps.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const expires = "{{addSeconds(now, body.expires_in)}}";

const found = diagnostic({
  code: "expires-without-refresh",
  severity: "hint",
  message: () => "This says when the token ends, and no `refresh` renews it: then each user has to connect again.",
  doc: "`expires` ends a connection. If the service gives a refresh token, save it and have `refresh` ask for a new access token; if it does not, this cannot be helped.",
  example: {
    bad: oauthConnection({ expires }),
    good: oauthConnection({
      expires,
      refresh: `{"condition": "{{data.expires < addMinutes(now, 5)}}", "url": "https://a.example/token", "method": "POST"}`,
    }),
  },
});

/** A connection that ends, and that nothing renews. */
export const expiresWithoutRefresh = rule({
  diagnostic: found,
  manifest: ({ program }) => {
    if (stepsOf(program, "refresh").length > 0) return [];
    return stepsOf(program, "token").flatMap((step) => {
      const expires = entryUnder(under(step, "response"), "expires");
      return expires ? [found({ uri: expires.value.uri, span: expires.keySpan }, {})] : [];
    });
  },
});
