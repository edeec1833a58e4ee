import { diagnostic } from "../../../grammar/diagnostic.ts";
import { searching } from "../examples.ts";
import { rule } from "../rule.ts";

const found = diagnostic({
  code: "insecure-url",
  severity: "warning",
  message: () =>
    "This address begins with `http://`: whoever is on the way reads and changes what is sent, credentials included. Use `https://`.",
  doc: "Without TLS a request travels in the open, and so do the credentials in its headers. Services that can be reached from the internet offer `https`.",
  example: {
    bad: searching(`{"url": "http://a.example/users"}`),
    good: searching(`{"url": "https://a.example/users"}`),
  },
});

/** An address without TLS, but for one on this machine. */
export const insecureUrl = rule({
  diagnostic: found,
  url({ field, text }) {
    const isPlain = /^http:\/\//i.test(text) && !/^http:\/\/(?:localhost|127\.|\[::1\])/i.test(text);
    return isPlain ? [found(field, {})] : [];
  },
});
