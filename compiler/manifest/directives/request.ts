import { requestHeaders } from "../../../language/headers.ts";
import { t } from "../../../language/types.ts";
import type { Directive, Stages } from "../directive.ts";
import { anything, choice, either, ignored, type KeyShape, record, template } from "../shape.ts";
import { headers, named } from "./headers.ts";
import { requestOptions } from "./request-options.ts";

/** The headers of a request that is sent. */
export const sentHeaders: KeyShape = { shape: headers(requestHeaders), doc: "Headers of the request, by name." };

export const url = template(t.text, { encode: "url", max: 512 });

export const method = choice(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

const keys = {
  url: {
    shape: url,
    doc: "Where the request goes; one that begins with `/` is joined to `baseUrl` of the base. Values in it are percent-encoded.",
  },
  method: { shape: method, doc: "The HTTP method.", default: "`GET`" },
  qs: { shape: named, doc: "The query string, by name; undefined and null are left out, an array repeats its name." },
  headers: sentHeaders,
  type: {
    shape: choice(["json", "urlencoded", "multipart/form-data", "text", "string", "raw", "binary"]),
    doc: "How `body` is written. In a form of several parts, a file is an object of `value` and `options: {filename, contentType}`.",
    default: "`json`",
  },
  body: { shape: anything, doc: "What is sent." },
  timeout: {
    shape: template(t.number, { range: [1, 300_000] }),
    doc: "Milliseconds after which the request is given up.",
    default: "40000",
  },
} satisfies Record<string, KeyShape>;

/** What URLs of a base's components are joined to. */
export const baseUrl: KeyShape = { shape: url, doc: "What a `url` beginning with `/` is joined to." };

/** Whether a request is sent; what one gives that is not sent matters only if it `makes` something of answers. */
function condition(makes: boolean): KeyShape {
  return {
    shape: either(
      template(t.boolean),
      record({
        condition: { shape: template(t.boolean), doc: "Whether the request is sent." },
        default: {
          shape: makes ? anything : ignored("a request that is not sent saves nothing here", anything),
          doc: "What it gives instead.",
        },
      }),
    ),
    doc: "Whether the request is sent.",
    default: "`true`",
  };
}

/** What a request to a service is made of, but for its pages and its answer, of which it may `make` something. */
export function request({ request: scope, reply }: Stages, makes: boolean): Directive {
  const standIn = { from: ["condition", "default"], scope, want: t.any };
  return {
    keys: { condition: condition(makes), ...keys, ...requestOptions },
    units: [
      { from: ["temp"], path: ["temp"], scope, want: t.any },
      { from: ["condition", "condition"], short: true, path: ["condition"], scope, want: t.boolean },
      makes ? { ...standIn, path: ["conditionDefault"] } : standIn,
      { from: [], entries: sent, needs: "url", path: ["request"], scope, want: t.any },
      ...["oauth", "aws", "encodeUrl", "gzip"].map((key) => ({ from: [key], scope, want: t.any })),
      { from: ["repeat", "condition"], path: ["repeat", "condition"], scope: reply, want: t.boolean },
      { from: ["repeat", "delay"], path: ["repeat", "delay"], scope, want: t.any },
      { from: ["repeat", "limit"], path: ["repeat", "limit"], scope, want: t.any },
    ],
  };
}

/** What is sent, and how. */
const sent = [
  ...["url", "method", "qs", "headers", "type", "body", "timeout"],
  ...["ca", "followRedirect", "followRedirects", "followAllRedirects"],
];
