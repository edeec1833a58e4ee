import type { ScopeName } from "../../../language/scopes.ts";
import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import {
  anything,
  choice,
  either,
  ignored,
  type KeyShape,
  list,
  map,
  record,
  refused,
  type Shape,
  template,
} from "../shape.ts";

/** One value or several, by name: headers and query strings. */
const named: Shape = either(template(t.any), map(either(template(t.any), list(template(t.any)))));

export const headers: KeyShape = { shape: named, doc: "Headers of the request, by name." };

export const qs: KeyShape = {
  shape: named,
  doc: "The query string, by name; undefined and null are left out, an array repeats its name.",
};

export const body: KeyShape = { shape: anything, doc: "What is sent." };

export const timeout: KeyShape = {
  shape: template(t.number, { range: [1, 300_000] }),
  doc: "Milliseconds after which the request is given up.",
  default: "40000",
};

/** What a request to a service is made of; its templates are evaluated in `scope`. */
export function request(scope: ScopeName): Directive {
  return {
    keys: {
      condition: {
        shape: either(
          template(t.boolean),
          record({
            condition: { shape: template(t.boolean), doc: "Whether the request is sent." },
            default: { shape: ignored("a request that is not sent saves nothing here"), doc: "What it gives instead." },
          }),
        ),
        doc: "Whether the request is sent.",
        default: "`true`",
      },
      url: {
        shape: template(t.text, { encode: "url", max: 512 }),
        doc: "Where the request goes; one that begins with `/` is joined to `baseUrl` of the base. Values in it are percent-encoded.",
      },
      method: {
        shape: choice(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]),
        doc: "The HTTP method.",
        default: "`GET`",
      },
      qs,
      headers,
      type: {
        shape: choice(["json", "urlencoded", "text", "string", "raw"], ["multipart/form-data", "binary"]),
        doc: "How `body` is written.",
        default: "`json`",
      },
      body,
      timeout,
      ...notRun,
    },
    units: [
      { from: ["condition", "condition"], short: true, path: ["condition"], scope, want: t.boolean },
      {
        from: [],
        entries: ["url", "method", "qs", "headers", "type", "body", "timeout"],
        always: true,
        path: ["request"],
        scope,
        want: t.any,
      },
    ],
  };
}

/** Keys of a request that Make knows and imlc does not run. */
export const notRun = {
  temp: { shape: refused("`temp` would be empty wherever it is read"), doc: "Values for later templates." },
  repeat: { shape: refused("the request is sent once"), doc: "Repeats the request." },
  pagination: { shape: refused("one page is asked for"), doc: "Asks for further pages." },
  oauth: { shape: refused("the request is not signed"), doc: "Signs the request by OAuth 1." },
  aws: { shape: refused("the request is not signed"), doc: "Signs the request for Amazon's services." },
  ca: { shape: refused("the certificates of the system are used"), doc: "A certificate of the service's own." },
  encodeUrl: { shape: refused("values in a URL are always encoded"), doc: "Whether the URL is encoded." },
  followRedirect: { shape: refused("redirects are followed"), doc: "Whether redirects are followed." },
  followRedirects: { shape: refused("redirects are followed"), doc: "Whether redirects are followed." },
  followAllRedirects: { shape: refused("only redirects of GET are followed"), doc: "Whether all redirects are." },
  gzip: { shape: ignored("compressed answers are read without it"), doc: "Whether answers may be compressed." },
} satisfies Record<string, KeyShape>;
