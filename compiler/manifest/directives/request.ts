import { t } from "../../../language/types.ts";
import type { Directive, Stages } from "../directive.ts";
import { anything, choice, either, ignored, type KeyShape, list, map, record, type Shape, template } from "../shape.ts";
import { requestOptions } from "./request-options.ts";

/** One value or several, by name: headers and query strings. */
export const named: Shape = either(template(t.any), map(either(template(t.any), list(template(t.any)))));

export const url = template(t.text, { encode: "url", max: 512 });

export const method = choice(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);

const keys = {
  condition: {
    shape: either(
      template(t.boolean),
      record({
        condition: { shape: template(t.boolean), doc: "Whether the request is sent." },
        default: {
          shape: ignored("a request that is not sent saves nothing here", anything),
          doc: "What it gives instead.",
        },
      }),
    ),
    doc: "Whether the request is sent.",
    default: "`true`",
  },
  url: {
    shape: url,
    doc: "Where the request goes; one that begins with `/` is joined to `baseUrl` of the base. Values in it are percent-encoded.",
  },
  method: { shape: method, doc: "The HTTP method.", default: "`GET`" },
  qs: { shape: named, doc: "The query string, by name; undefined and null are left out, an array repeats its name." },
  headers: { shape: named, doc: "Headers of the request, by name." },
  type: {
    shape: choice(["json", "urlencoded", "text", "string", "raw"], ["multipart/form-data", "binary"]),
    doc: "How `body` is written.",
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

/** What a request to a service is made of, but for its pages and its answer. */
export function request({ request: scope, reply }: Stages): Directive {
  return {
    keys: { ...keys, ...requestOptions },
    units: [
      { from: ["temp"], scope, want: t.any },
      { from: ["condition", "condition"], short: true, path: ["condition"], scope, want: t.boolean },
      { from: ["condition", "default"], scope, want: t.any },
      {
        from: [],
        entries: ["url", "method", "qs", "headers", "type", "body", "timeout"],
        always: true,
        path: ["request"],
        scope,
        want: t.any,
      },
      ...transport.map((key) => ({ from: [key], scope, want: t.any })),
      { from: ["repeat", "condition"], scope: reply, want: t.boolean },
      { from: ["repeat"], entries: ["delay", "limit"], scope, want: t.any },
    ],
  };
}

/** How the request is sent, apart from what is sent. */
const transport = [
  "oauth",
  "aws",
  "ca",
  "encodeUrl",
  "followRedirect",
  "followRedirects",
  "followAllRedirects",
  "gzip",
] as const satisfies readonly (keyof typeof requestOptions)[];
