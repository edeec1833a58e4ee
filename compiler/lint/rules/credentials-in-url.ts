import { diagnostic } from "../../../grammar/diagnostic.ts";
import { searching } from "../examples.ts";
import { rule } from "../rule.ts";

const found = diagnostic({
  code: "credentials-in-url",
  severity: "warning",
  message: () =>
    "There are credentials before the `@` of this address. Addresses are logged, and many clients refuse such a one: send them in a header `authorization`.",
  doc: '`https://user:password@host` is deprecated (RFC 3986, section 3.2.1). The same is said by a header: `"authorization": "Basic {{base64(connection.user + \':\' + connection.password)}}"`.',
  example: {
    bad: searching(`{"url": "https://{{connection.user}}:x@a.example/users"}`),
    good: searching(
      `{"url": "https://a.example/users", "headers": {"authorization": "Basic {{base64(connection.user + ':x')}}"}}`,
    ),
  },
});

/** An address with a user or a password before its host. */
export const credentialsInUrl = rule({
  diagnostic: found,
  url: ({ field, text }) => (/^[a-z]+:\/\/[^/?#]*@/i.test(text) ? [found(field, {})] : []),
});
